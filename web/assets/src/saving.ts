// Saves the draft on the server: soon after typing stopped, and when the page is left. Where another window or
// device saved first, it stops until the learner has chosen.

export interface Other {
  revision: number;
  saved_at: string;
  /** Field → text; of a quiz nothing. */
  files?: Record<string, string>;
  /** HTML, made by the server. */
  difference?: string;
}

export interface Listener {
  saved(at: Date): void;
  failed(): void;
  diverged(other: Other): void;
}

type Choice = "" | "mine" | "other";

const PAUSE_MS = 1_500;
const LONGEST_MS = 10_000; // somebody who never pauses is saved too
const AGAIN_MS = 15_000;

export class Saving {
  readonly #form: HTMLFormElement;
  readonly #listener: Listener;
  #timer = 0;
  #unsavedSince = 0;
  #underWay: Promise<void> | null = null;
  #other: Other | null = null;

  constructor(form: HTMLFormElement, listener: Listener) {
    this.#form = form;
    this.#listener = listener;
    addEventListener("online", () => this.#unsavedSince && void this.now());
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave());
  }

  get revision(): number {
    return Number(this.#field("revision").value);
  }

  /** Something changed that is to be saved in a moment. */
  changed(): void {
    const now = Date.now();
    this.#unsavedSince ||= now;
    this.#later(Math.min(PAUSE_MS, Math.max(0, this.#unsavedSince + LONGEST_MS - now)));
  }

  /** The next save takes the place of something else than what this page began from: that is kept. */
  keepOther(): void {
    this.#field("draft").value = "mine";
  }

  /** Saves what is not saved yet, and waits until it is. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#underWay) await this.#underWay;
    if (!this.#unsavedSince || this.#other) return;
    this.#underWay = this.#send().finally(() => (this.#underWay = null));
    await this.#underWay;
  }

  /** Goes on from a revision at which there is nothing to save. */
  restart(revision: number, base: string): void {
    clearTimeout(this.#timer);
    this.#unsavedSince = 0;
    this.#other = null;
    this.#field("revision").value = String(revision);
    this.#field("base").value = base;
    this.#field("draft").value = "";
  }

  /** After `diverged`: this window's version takes the other one's place, which the server keeps. */
  async keepMine(): Promise<void> {
    if (!this.#other) return;
    this.#field("revision").value = String(this.#other.revision);
    this.#other = null;
    this.keepOther();
    this.#unsavedSince = Date.now();
    await this.now();
  }

  /** After `diverged`: the server keeps this window's version. False where it did not answer. */
  async takeOther(): Promise<boolean> {
    if (!this.#other) return false;
    try {
      const answer = await this.#post("other");
      if (!answer.ok) return false;
    } catch {
      return false;
    }
    this.restart(this.#other.revision, this.#field("base").value);
    return true;
  }

  async #send(keepalive = false): Promise<void> {
    const since = this.#unsavedSince;
    this.#unsavedSince = 0; // what is typed from here on is new
    try {
      const answer = await this.#post(this.#field("draft").value as Choice, keepalive);
      if (answer.status === 409) {
        this.#other = (await answer.json()) as Other;
        this.#unsavedSince = since;
        this.#listener.diverged(this.#other);
        return;
      }
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const body = (await answer.json()) as Other;
      this.#field("revision").value = String(body.revision);
      this.#field("draft").value = "";
      this.#listener.saved(new Date(body.saved_at));
    } catch {
      this.#unsavedSince ||= since;
      this.#listener.failed();
      this.#later(AGAIN_MS);
    }
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.now(), delay);
  }

  /** The answer may never be seen: the copy in this browser stays marked as not saved, and is compared next time. */
  #leave(): void {
    if (!this.#unsavedSince || this.#other || this.#underWay) return;
    clearTimeout(this.#timer);
    this.#underWay = this.#send(true).finally(() => (this.#underWay = null));
  }

  #post(choice: Choice, keepalive = false): Promise<Response> {
    const data = new FormData(this.#form);
    for (const name of [...data.keys()]) if (name.startsWith("upload-")) data.delete(name);
    data.set("draft", choice);
    return fetch(this.#form.dataset.draft ?? "", {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      keepalive,
    });
  }

  #field(name: string): HTMLInputElement {
    return this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  }
}
