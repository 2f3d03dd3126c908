// Keeps a course on this device: its pages for this learner, the built files for everybody, the runner among them.

import { database, FILES, type KeptCourse, keptCourses, pagesOf } from "./store";

interface Offer {
  pack: string;
  title: string;
  build: string;
  pages: { address: string; fetch: string; title: string }[];
  files: { address: string; bytes: number }[];
}

const PAGE_BYTES = 15_000;

export function canKeep(): boolean {
  return "serviceWorker" in navigator && "caches" in globalThis && "indexedDB" in globalThis;
}

/** Fetches all of the course, or what is missing of it. `told` hears how much of it is there, from 0 to 1. */
export async function keep(learner: string, pack: string, told: (share: number) => void): Promise<void> {
  await navigator.serviceWorker.register("/service-worker.js");
  await navigator.serviceWorker.ready;
  const answer = await fetch(`/offline/${pack}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const offer = (await answer.json()) as Offer;
  const all = offer.files.reduce((sum, file) => sum + file.bytes, 0) + offer.pages.length * PAGE_BYTES;
  let done = 0;
  const advance = (bytes: number): void => told((done += bytes) / all);
  await keepFiles(offer, advance);
  await keepPages(learner, offer, advance);
  const course: KeptCourse = { learner, pack, title: offer.title, build: offer.build, pages: offer.pages };
  await (await database()).put("kept", course);
  void navigator.storage?.persist?.(); // the browser may forget it otherwise when the device is full
}

async function keepFiles(offer: Offer, advance: (bytes: number) => void): Promise<void> {
  const files = await caches.open(FILES);
  for (const { address, bytes } of offer.files) {
    if (!(await files.match(address, { ignoreVary: true }))) await files.put(address, await fetched(address));
    advance(bytes);
  }
  const wanted = new Set(offer.files.map((file) => file.address));
  for (const request of await files.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await files.delete(request, { ignoreVary: true });
  }
}

async function keepPages(learner: string, offer: Offer, advance: (bytes: number) => void): Promise<void> {
  const pages = await caches.open(pagesOf(learner, offer.pack));
  for (const page of offer.pages) {
    await pages.put(page.address, await fetched(page.fetch));
    advance(PAGE_BYTES);
  }
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(address);
  // A page that leads elsewhere is the door: the sign-in has ended.
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

export async function drop(learner: string, pack: string): Promise<void> {
  await caches.delete(pagesOf(learner, pack));
  const kept = await database();
  await kept.delete("kept", [learner, pack]);
  if ((await kept.count("kept")) === 0) await caches.delete(FILES);
}

/** Takes everything of this learner off the device, what waits to be sent included. */
export async function forget(learner: string): Promise<void> {
  for (const course of await keptCourses(learner)) await drop(learner, course.pack);
  for (const name of await caches.keys()) {
    if (name.startsWith(pagesOf(learner, ""))) await caches.delete(name); // of a course that was kept half
  }
  const kept = await database();
  for (const key of await kept.getAllKeysFromIndex("outbox", "learner", learner)) await kept.delete("outbox", key);
  await kept.put("device", "", "learner");
}

/** Where the front end was built anew since, keeps its present files in place of the old ones. */
export async function renew(learner: string, build: string): Promise<void> {
  for (const course of await keptCourses(learner)) {
    if (course.build !== build) await keep(learner, course.pack, () => undefined);
  }
}
