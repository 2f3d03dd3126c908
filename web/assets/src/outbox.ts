// Submissions that could not be sent: kept on this device, sent once there is a connection, each exactly once.

import { database, type Waiting } from "./store";

/** Where pages and the service worker tell each other that something changed. */
export const CHANNEL = "bootcamp-outbox";

export type Outcome = "sent" | "offline" | "signed-out";

const CSRF = "csrf_token";
const KEEP_SENT_MS = 7 * 24 * 3600 * 1000;
const UNAUTHORIZED = 401;
const SERVER_FAULT = 500;

export async function entriesOf(learner: string): Promise<Waiting[]> {
  const found = await (await database()).getAllFromIndex("outbox", "learner", learner);
  return found.sort((one, other) => one.made - other.made);
}

/** Puts a form's fields into the outbox. What waits there already with the same content is not put there twice. */
export async function add(entry: Omit<Waiting, "key" | "fields" | "made" | "state" | "detail" | "result">, form: FormData): Promise<void> {
  const key = String(form.get("idempotency_key"));
  const fields = [...form.entries()].filter(([name]) => name !== CSRF && name !== "idempotency_key");
  const waiting = (await entriesOf(entry.learner)).filter((one) => one.exercise === entry.exercise && one.state === "waiting");
  const last = waiting.at(-1);
  if (last && areSame(last.fields, fields)) return;
  await (await database()).put("outbox", { ...entry, key, fields, made: Date.now(), state: "waiting", detail: "", result: "" });
  tellOthers();
}

export async function remove(key: string): Promise<void> {
  await (await database()).delete("outbox", key);
  tellOthers();
}

/** Sends what waits for whoever is signed in. Two pages that try it at once take turns. */
export async function sendWaiting(): Promise<Outcome> {
  // The lock spares requests. That nothing is taken twice, the key sees to.
  return navigator.locks ? navigator.locks.request(CHANNEL, sendAll) : sendAll();
}

async function sendAll(): Promise<Outcome> {
  const everything = await (await database()).getAll("outbox");
  for (const entry of everything) {
    if (entry.state === "sent" && Date.now() - entry.made > KEEP_SENT_MS) await (await database()).delete("outbox", entry.key);
  }
  if (!everything.some((entry) => entry.state === "waiting")) return "sent";
  try {
    const who = await ask();
    if (!who) return "signed-out";
    // Asked of the server, not of this page: another learner may have signed in since it was loaded.
    const own = (await entriesOf(who.learner)).filter((entry) => entry.state === "waiting");
    for (const entry of own) {
      const after = await sendOne(entry, who.token);
      if (after === null) return "offline";
      await (await database()).put("outbox", after);
      tellOthers();
    }
  } catch {
    return "offline";
  }
  return "sent";
}

async function ask(): Promise<{ learner: string; token: string } | null> {
  const answer = await fetch("/outbox/token", { headers: { Accept: "application/json" } });
  if (answer.status === UNAUTHORIZED) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as { learner: string; token: string };
}

/** The entry as it is now; null when the server is not well, and later is better. */
async function sendOne(entry: Waiting, token: string): Promise<Waiting | null> {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  body.set(CSRF, token);
  body.set("idempotency_key", entry.key);
  body.set("made_offline", "1");
  const answer = await fetch(entry.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status >= SERVER_FAULT || answer.status === UNAUTHORIZED) return null;
  const told = (await answer.json()) as { result?: string; detail?: string };
  if (answer.ok && told.result) return { ...entry, state: "sent", result: told.result };
  return { ...entry, state: "refused", detail: told.detail ?? "" };
}

function areSame(one: [string, FormDataEntryValue | Blob][], other: [string, FormDataEntryValue][]): boolean {
  const isPlain = [...one, ...other].every(([, value]) => typeof value === "string" || value.size === 0);
  const texts = (fields: [string, unknown][]): string => JSON.stringify(fields.filter(([, value]) => typeof value === "string"));
  return isPlain && texts(one) === texts(other);
}

function tellOthers(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}
