// Answers for the server when it is away, with what this device's learner asked to keep. It keeps nothing by itself:
// keep.ts does that. Pages come from the server while it answers; built files, which never change, from here.

import { CHANNEL, sendWaiting } from "./outbox";
import { FILES, keptCourses, pagesOf, presentLearner } from "./store";

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  addEventListener(type: "install" | "activate", act: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", act: (event: FetchEvent) => void): void;
  addEventListener(type: "sync", act: (event: ExtendableEvent & { tag: string }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const scope = self as unknown as WorkerScope;
/** A connection that says nothing for so long counts as none, where there is a copy. */
const PATIENCE_MS = 8_000;
const OUTBOX = "/outbox";

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("sync", (event) => {
  if (event.tag === CHANNEL) event.waitUntil(sendWaiting());
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(builtFile(request));
  else if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
});

async function builtFile(request: Request): Promise<Response> {
  return (await (await caches.open(FILES)).match(request.url, { ignoreVary: true })) ?? fetch(request);
}

async function page(request: Request, path: string): Promise<Response> {
  const learner = await presentLearner().catch(() => "");
  const place = learner ? await placeOf(learner, path) : null;
  try {
    const answer = await (place ? soon(fetch(request)) : fetch(request));
    if (place && answer.ok && !new URL(request.url).search) await refresh(place, learner, path, answer.clone());
    return answer;
  } catch (error) {
    const copy = await place?.match(path, { ignoreVary: true });
    if (copy) return marked(copy, "kept");
    const other = learner ? await (await placeOf(learner, OUTBOX))?.match(OUTBOX, { ignoreVary: true }) : undefined;
    if (other) return marked(other, "missing");
    throw error;
  }
}

/** The cache in which the learner's copy of the page at `path` lies. */
async function placeOf(learner: string, path: string): Promise<Cache | null> {
  const course = (await keptCourses(learner)).find(({ pages }) => pages.some((kept) => kept.address === path));
  return course ? caches.open(pagesOf(learner, course.pack)) : null;
}

/** Only where the page is this learner's: somebody else may have signed in since. */
async function refresh(place: Cache, learner: string, path: string, answer: Response): Promise<void> {
  const text = await answer.text();
  if (!text.includes(` data-learner="${learner}"`)) return;
  await place.put(path, new Response(text, { status: answer.status, headers: answer.headers }));
}

/** The copy, with a mark by which its script tells that it is one. */
async function marked(copy: Response, mark: "kept" | "missing"): Promise<Response> {
  const date = new Date(copy.headers.get("Date") ?? 0).toISOString();
  const text = (await copy.text()).replace("<html ", `<html data-${mark}="${date}" `);
  return new Response(text, { status: copy.status, headers: copy.headers });
}

function soon(answer: Promise<Response>): Promise<Response> {
  return Promise.race([
    answer,
    new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error("no answer in time")), PATIENCE_MS)),
  ]);
}
