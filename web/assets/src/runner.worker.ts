// Runs a learner's Python in a worker, by Pyodide. Nothing else runs here, and the page can end it at any time.
//
// The code is the learner's own, or what somebody told them to paste. By Pyodide it could reach what JavaScript
// can: send requests with the learner's cookie, or read what this browser keeps for others. So (1) this script's
// Content-Security-Policy (web/pages/assets.py) lets it load the runner's own files and nothing else, whatever the
// code tries; (2) storage and channels, which no policy covers, are taken away before the code starts; (3) the
// Python modules that lead to JavaScript are gone, so that code which wants them is told so at once.

import type { PyodideInterface } from "pyodide";
import { ANSWERED, LENGTH, type Order, type Run, type Shared, type Start, STATE, type Stream, type Told, WAITING } from "./runner-protocol";

interface BrowserRun {
  run_program(job: string): string;
  run_tests(job: string, report: (test: string) => void): string;
}

interface WorkerScope {
  postMessage(message: Told): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  importScripts(address: string): void;
  loadPyodide(options: object): Promise<PyodideInterface>;
}

const scope = self as unknown as WorkerScope;
const tell = scope.postMessage.bind(scope);
const MOST_OUTPUT = 100_000;
const TOGETHER_MS = 40;
const PIECE = 4_000;

const FORBIDDEN = [
  ...["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts"],
  ...["indexedDB", "caches", "BroadcastChannel", "navigator", "Worker", "SharedWorker", "Notification", "cookieStore"],
];
const FORBIDDEN_MODULES = ["js", "pyodide_js", "pyodide", "pyodide.http", "pyodide.code", "_pyodide", "_pyodide_core"];

/** What is printed, sent in pieces that are neither many nor large, up to a limit for all of a run. */
class Output {
  #sent = 0;
  #waiting = new Map<Stream, string>();
  #last = 0;
  readonly #decoders: Record<Stream, TextDecoder> = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  begin(): void {
    this.#sent = 0;
    this.#last = 0;
  }

  write(stream: Stream, bytes: Uint8Array): number {
    if (this.#sent > MOST_OUTPUT) return bytes.length;
    // Where memory is shared, a decoder takes copies only.
    const text = this.#decoders[stream].decode(bytes.slice(), { stream: true });
    this.#sent += text.length;
    this.#waiting.set(stream, (this.#waiting.get(stream) ?? "") + text);
    if (this.#sent > MOST_OUTPUT) {
      this.flush();
      tell({ type: "full" });
    } else if ((this.#waiting.get(stream)?.length ?? 0) > PIECE || performance.now() - this.#last > TOGETHER_MS) {
      this.flush();
    }
    return bytes.length;
  }

  flush(): void {
    for (const [stream, text] of this.#waiting) if (text) tell({ type: "output", stream, text });
    this.#waiting.clear();
    this.#last = performance.now();
  }
}

const output = new Output();
let browserRun: BrowserRun;
let shared: Shared | null = null;
let ahead: string[] = [];

function readLine(): string | null {
  output.flush();
  if (!shared) return ahead.shift() ?? null;
  const control = new Int32Array(shared.control);
  Atomics.store(control, STATE, WAITING);
  tell({ type: "ask" });
  Atomics.wait(control, STATE, WAITING);
  if (Atomics.load(control, STATE) !== ANSWERED) return null;
  const bytes = new Uint8Array(shared.line).slice(0, Atomics.load(control, LENGTH));
  return `${new TextDecoder().decode(bytes)}\n`;
}

/** Takes away what the learner's code must not reach; Pyodide has loaded all that it needs by now. */
function closeDoors(pyodide: PyodideInterface): void {
  for (const name of FORBIDDEN) {
    for (let holder: object | null = self; holder; holder = Object.getPrototypeOf(holder) as object | null) {
      Reflect.deleteProperty(holder, name);
    }
  }
  pyodide.runPython(`
import sys
for _name in ${JSON.stringify(FORBIDDEN_MODULES)}:
    sys.modules[_name] = None
del _name
sys.stdout.reconfigure(line_buffering=True)
sys.stderr.reconfigure(line_buffering=True)
`);
}

async function start(order: Start): Promise<void> {
  shared = order.shared;
  const archive = fetch(order.python);
  scope.importScripts(`${order.pyodide}pyodide.js`);
  const pyodide = await scope.loadPyodide({
    indexURL: order.pyodide,
    env: { HOME: "/home/learner", PYTHONHASHSEED: "0" },
  });
  const answer = await archive;
  if (!answer.ok) throw new Error(`${order.python}: ${answer.status}`);
  pyodide.FS.mkdirTree("/opt/harness");
  pyodide.FS.writeFile("/opt/harness/python.zip", new Uint8Array(await answer.arrayBuffer()));
  pyodide.setStdin({ stdin: readLine });
  pyodide.setStdout({ write: (bytes) => output.write("stdout", bytes) });
  pyodide.setStderr({ write: (bytes) => output.write("stderr", bytes) });
  if (shared) pyodide.setInterruptBuffer(new Uint8Array(shared.interrupt));
  pyodide.runPython("import sys; sys.path.append('/opt/harness/python.zip')");
  browserRun = pyodide.pyimport("browser_run") as BrowserRun;
  closeDoors(pyodide);
  tell({ type: "ready" });
}

function run(order: Run): void {
  ahead = order.lines.map((line) => `${line}\n`);
  output.begin();
  if (shared) new Uint8Array(shared.interrupt)[0] = 0;
  const ended =
    order.type === "program"
      ? browserRun.run_program(order.job)
      : browserRun.run_tests(order.job, (test) => tell({ type: "test", test: JSON.parse(test) as never }));
  output.flush();
  tell({ type: "done", ended: JSON.parse(ended) as never });
}

function broken(error: unknown): void {
  output.flush();
  tell({ type: "broken", detail: String(error) });
}

let loaded: Promise<void> = Promise.resolve();
scope.onmessage = ({ data }) => {
  loaded = loaded.then(() => (data.type === "start" ? start(data) : run(data))).catch(broken);
};
