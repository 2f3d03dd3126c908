// What the exercise page and the runner's worker say to each other.

export interface Start {
  type: "start";
  /** The folder of Pyodide, with a slash at its end. */
  pyodide: string;
  /** The archive with pytest and the harness. */
  python: string;
  /** Shared memory, where this page may have any: by it the page answers input() and interrupts. */
  shared: Shared | null;
}

export interface Shared {
  /** See `STATE` and `LENGTH`. */
  control: SharedArrayBuffer;
  /** The line that was typed, as UTF-8. */
  line: SharedArrayBuffer;
  /** Pyodide looks here now and then: 2 stands for Ctrl-C. */
  interrupt: SharedArrayBuffer;
}

/** Places in `control`. */
export const STATE = 0;
export const LENGTH = 1;
/** Values of `STATE`. */
export const WAITING = 0;
export const ANSWERED = 1;
export const ENDED = 2;
export const MAX_LINE_BYTES = 16_384;
export const CTRL_C = 2;

export interface Run {
  type: "program" | "tests";
  /** JSON for browser_run.py. */
  job: string;
  /** What the program may read, typed ahead: for a page without shared memory. */
  lines: string[];
}

export type Order = Start | Run;

export type Stream = "stdout" | "stderr";

export interface TestTold {
  name: string;
  outcome: "passed" | "failed" | "error" | "timed_out" | "skipped";
  explanation?: { code: string; args: Record<string, string> };
  message?: string;
  expected?: string | null;
  actual?: string | null;
}

/** How a program ended, or (with `code`) why no test could be run. */
export interface Ended {
  ended?: "well" | "exit" | "raised" | "stopped";
  code?: string;
  args?: Record<string, string>;
  /** Of a program that raised: what the error means. */
  explained?: Explained;
}

/** An error in plain words; code stands between backticks. See grader/plain_words. */
export interface Explained {
  language: string;
  means: string;
  where: string;
  label: string;
  look: string[];
}

export type Told =
  | { type: "ready" }
  | { type: "output"; stream: Stream; text: string }
  | { type: "full" }
  | { type: "ask" }
  | { type: "test"; test: TestTold }
  | { type: "done"; ended: Ended }
  | { type: "broken"; detail: string };
