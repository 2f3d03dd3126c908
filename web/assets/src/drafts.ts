// Drafts: what was typed and not handed in yet, kept in this browser for one learner and one exercise.

export interface Draft {
  /** The submission that stood in the editor when typing began; empty for the starter. */
  base: string;
  files: Record<string, string>;
}

export class Drafts {
  readonly #key: string;

  constructor(learner: string, exercise: string) {
    this.#key = `bootcamp:draft:${learner}:${exercise}`;
  }

  load(): Draft | null {
    try {
      const draft: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      return isDraft(draft) ? draft : null;
    } catch {
      return null; // storage switched off, or something else was written under the key
    }
  }

  /** False when this browser keeps nothing (private window, full storage). */
  save(draft: Draft): boolean {
    try {
      localStorage.setItem(this.#key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  drop(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept, so there is nothing to drop.
    }
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { base, files } = value as Partial<Draft>;
  return typeof base === "string" && typeof files === "object" && files !== null
    && Object.values(files).every((text) => typeof text === "string");
}
