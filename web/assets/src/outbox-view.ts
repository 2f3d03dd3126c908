// Shows what waits to be sent, sends it when there is a connection, and brings the verdict of what was sent.

import { part } from "./elements";
import { showResult } from "./live";
import { add, CHANNEL, entriesOf, type Outcome, remove, sendWaiting } from "./outbox";
import type { Waiting } from "./store";

interface SyncRegistration {
  sync?: { register(tag: string): Promise<void> };
}

const AGAIN_MS = 30_000;

export class OutboxView {
  readonly #learner: string;
  readonly #note: HTMLElement;
  readonly #place = document.querySelector<HTMLElement>("[data-outbox]");
  #entries: Waiting[] = [];
  #outcome: Outcome | "sending" = "sent";
  #timer = 0;

  constructor(learner: string, notes: HTMLElement) {
    this.#learner = learner;
    this.#note = part(notes, '[data-note="waiting"]');
  }

  get isWaiting(): boolean {
    return this.#entries.some((entry) => entry.state === "waiting");
  }

  async begin(): Promise<void> {
    new BroadcastChannel(CHANNEL).addEventListener("message", () => void this.#look());
    window.addEventListener("online", () => void this.send());
    await this.#look();
    if (this.isWaiting) void this.send();
  }

  /** Takes what a form could not send. */
  async take(form: HTMLFormElement, fields: FormData): Promise<void> {
    const { exercise = "" } = form.dataset;
    const title = this.#place?.dataset.title ?? exercise;
    const action = new URL(form.action).pathname;
    this.#outcome = "offline";
    await add({ learner: this.#learner, exercise, title, action }, fields);
    await this.#look();
    this.#place?.scrollIntoView({ block: "nearest" });
    const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined;
    // Sends it also when no page is open any more, in browsers that have this.
    await registration?.sync?.register(CHANNEL).catch(() => undefined);
    this.#tryAgainLater();
  }

  async send(): Promise<void> {
    this.#outcome = "sending";
    this.#render();
    this.#outcome = await sendWaiting().catch((): Outcome => "offline");
    await this.#look();
    if (this.#outcome === "offline" && this.isWaiting) this.#tryAgainLater();
  }

  #tryAgainLater(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.send(), AGAIN_MS);
  }

  async #look(): Promise<void> {
    const before = new Map(this.#entries.map((entry) => [entry.key, entry.state]));
    this.#entries = await entriesOf(this.#learner);
    const fresh = this.#entries.filter((entry) => entry.state === "sent" && before.get(entry.key) === "waiting");
    this.#render();
    const here = fresh.filter((entry) => entry.exercise === this.#place?.dataset.exercise).at(-1);
    const panel = document.querySelector<HTMLElement>("#result");
    if (here && panel) await showResult(panel, here.result);
  }

  #render(): void {
    const isExercise = this.#place?.dataset.exercise !== undefined;
    this.#note.hidden = !this.isWaiting || this.#place !== null;
    if (!this.#place) return;
    const shown = this.#entries.filter((entry) => !isExercise || entry.exercise === this.#place?.dataset.exercise);
    this.#place.hidden = shown.length === 0;
    const empty = document.querySelector<HTMLElement>("[data-outbox-empty]");
    if (empty) empty.hidden = shown.length > 0;
    part(this.#place, "[data-outbox-list]").replaceChildren(...shown.map((entry) => this.#item(entry)));
    const state = part(this.#place, "[data-outbox-state]");
    const waiting = shown.some((entry) => entry.state === "waiting");
    const words = { offline: "waiting", sent: "waiting", "signed-out": "signedOut", sending: "sending" } as const;
    state.textContent = state.dataset[waiting ? words[this.#outcome] : "sent"] ?? "";
  }

  #item(entry: Waiting): HTMLElement {
    const template = part<HTMLTemplateElement>(this.#place!, "[data-outbox-entry]");
    const item = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    part(item, "[data-entry-title]").textContent = entry.title;
    const time = part<HTMLTimeElement>(item, "[data-entry-time]");
    time.dateTime = new Date(entry.made).toISOString();
    time.textContent = new Date(entry.made).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    part(item, "[data-entry-waiting]").hidden = entry.state !== "waiting";
    part(item, "[data-entry-refused]").hidden = entry.state !== "refused";
    const link = part<HTMLAnchorElement>(item, "[data-entry-result]");
    link.hidden = entry.state !== "sent";
    link.href = entry.result.replace(/\/result$/, "");
    part(item, "[data-entry-detail]").textContent = entry.detail;
    part(item, "[data-entry-remove]").addEventListener("click", () => void remove(entry.key).then(() => this.#look()));
    return item;
  }
}
