// Drafts: what was typed and not handed in yet, kept in this browser for one learner and one exercise.
// This copy is the first one: it needs no server. `saving.ts` brings it there.

export interface Draft {
  files: Record<string, string>;
  /** The server's draft that this one goes on from. */
  revision: number;
  /** Whether the server has it too. */
  synced: boolean;
  /** Which window wrote it: the windows of a browser share this place. */
  tab: string;
}

export class Drafts {
  readonly #key: string;
  readonly #aside: string;
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join("-");

  constructor(learner: string, exercise: string) {
    this.#key = `bootcamp:draft:${learner}:${exercise}`;
    this.#aside = `${this.#key}:aside`;
  }

  load(): Draft | null {
    return read(this.#key);
  }

  /** What another window of this browser wrote and could not bring to the server before this one wrote. */
  loadAside(): Draft | null {
    return read(this.#aside);
  }

  /** False when this browser keeps nothing (private window, full storage). */
  save(files: Record<string, string>, revision: number, synced: boolean): boolean {
    try {
      const before = this.load();
      if (before && before.tab !== this.#tab && !before.synced && !sameFiles(before.files, files)) {
        localStorage.setItem(this.#aside, JSON.stringify(before));
      }
      if (synced && this.loadAside()?.tab === this.#tab) localStorage.removeItem(this.#aside);
      const draft: Draft = { files, revision, synced, tab: this.#tab };
      localStorage.setItem(this.#key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  drop(): void {
    remove(this.#key);
  }

  dropAside(): void {
    remove(this.#aside);
  }
}

function sameFiles(one: Record<string, string>, other: Record<string, string>): boolean {
  return Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);
}

function read(key: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isDraft(draft) ? draft : null;
  } catch {
    return null; // storage switched off, or something else was written under the key
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so there is nothing to drop.
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { files, revision, synced, tab } = value as Partial<Draft>;
  return typeof revision === "number" && typeof synced === "boolean" && typeof tab === "string"
    && typeof files === "object" && files !== null && Object.values(files).every((text) => typeof text === "string");
}
