// Starts the runner's worker, hands it work one piece at a time, answers its input(), and stops it.

import {
  ANSWERED,
  CTRL_C,
  ENDED,
  type Ended,
  LENGTH,
  MAX_LINE_BYTES,
  type Order,
  type Run,
  type Shared,
  STATE,
  type Stream,
  type TestTold,
  type Told,
} from "./runner-protocol";

export interface Addresses {
  worker: string;
  pyodide: string;
  python: string;
}

export interface Listener {
  /** Python is loaded now. */
  ready(): void;
  output(stream: Stream, text: string): void;
  /** The program waits for a line: `answer` or `stop`. */
  ask(): void;
  test(test: TestTold): void;
  /** It printed so much that the rest is left out. */
  full(): void;
}

/** A program that looks at nothing gets so long after Ctrl-C, then its worker is ended. */
const PATIENCE_MS = 1_000;

export class Runner {
  /** Whether a running program can be answered. Without shared memory, what it reads must be typed ahead. */
  readonly canAsk = typeof SharedArrayBuffer === "function" && globalThis.crossOriginIsolated;
  readonly #addresses: Addresses;
  readonly #listener: Listener;
  #worker: Worker | null = null;
  #shared: Shared | null = null;
  #finish: ((ended: Ended) => void) | null = null;
  #timer = 0;
  #isAsking = false;
  #isStopping = false;

  constructor(addresses: Addresses, listener: Listener) {
    this.#addresses = addresses;
    this.#listener = listener;
  }

  get isLoaded(): boolean {
    return this.#worker !== null;
  }

  /** Runs `order` to its end. A runner that cannot be loaded, or that breaks, ends with the code `broken`. */
  run(order: Run): Promise<Ended> {
    this.#worker ??= this.#begin();
    return new Promise((finish) => {
      this.#finish = finish;
      this.#send(order);
    });
  }

  answer(line: string): void {
    if (!this.#shared) return;
    const control = new Int32Array(this.#shared.control);
    const target = new Uint8Array(this.#shared.line);
    const bytes = new TextEncoder().encode(line).slice(0, MAX_LINE_BYTES);
    target.set(bytes);
    Atomics.store(control, LENGTH, bytes.length);
    this.#wake(control, ANSWERED);
  }

  /**
   * Ends what runs: by Ctrl-C, or, where it waits for a line, by the end of its input (Pyodide takes no Ctrl-C
   * there). A program that goes on all the same loses its worker, which always works.
   */
  stop(): void {
    if (!this.#finish) return;
    this.#isStopping = true;
    if (this.#shared && this.#isAsking) this.#endInput(this.#shared);
    else if (this.#shared) new Uint8Array(this.#shared.interrupt)[0] = CTRL_C;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#drop({ ended: "stopped" }), this.#shared ? PATIENCE_MS : 0);
  }

  #begin(): Worker {
    const worker = new Worker(this.#addresses.worker);
    worker.addEventListener("message", (event: MessageEvent<Told>) => this.#hear(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#drop({ code: "broken" });
    });
    this.#worker = worker;
    this.#shared = this.canAsk
      ? {
          control: new SharedArrayBuffer(8),
          line: new SharedArrayBuffer(MAX_LINE_BYTES),
          interrupt: new SharedArrayBuffer(1),
        }
      : null;
    const absolute = (address: string): string => new URL(address, location.href).href;
    const { pyodide, python } = this.#addresses;
    this.#send({ type: "start", pyodide: absolute(pyodide), python: absolute(python), shared: this.#shared });
    return worker;
  }

  #send(order: Order): void {
    this.#worker?.postMessage(order);
  }

  #endInput(shared: Shared): void {
    this.#wake(new Int32Array(shared.control), ENDED);
  }

  #wake(control: Int32Array, state: number): void {
    this.#isAsking = false;
    Atomics.store(control, STATE, state);
    Atomics.notify(control, STATE);
  }

  #hear(told: Told): void {
    switch (told.type) {
      case "ready":
        return this.#listener.ready();
      case "output":
        if (this.#isStopping && told.stream === "stderr") return; // the traceback of being stopped
        return this.#listener.output(told.stream, told.text);
      case "ask":
        this.#isAsking = true;
        if (this.#isStopping && this.#shared) return this.#endInput(this.#shared);
        return this.#listener.ask();
      case "test":
        return this.#listener.test(told.test);
      case "full":
        this.#listener.full();
        return this.stop();
      case "done":
        return this.#end(this.#isStopping ? { ended: "stopped" } : told.ended);
      case "broken":
        console.info(told.detail);
        return this.#drop({ code: "broken" });
    }
  }

  #end(ended: Ended): void {
    clearTimeout(this.#timer);
    this.#isAsking = false;
    this.#isStopping = false;
    const finish = this.#finish;
    this.#finish = null;
    finish?.(ended);
  }

  /** Ends the worker itself: the next run begins with a new one. */
  #drop(ended: Ended): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#end(ended);
  }
}
