// "Try it here" on an exercise's page: runs the program and the tests that learners can read, in this browser.
// Python is loaded when it is asked for, and not before.

import { Runner } from "./runner";
import type { Addresses } from "./runner";
import type { Ended, Run, TestTold } from "./runner-protocol";
import { showExplained } from "./try-explained";
import { addLook } from "./try-quiz";
import { part, readJson } from "./elements";
import { TestList } from "./try-tests";

interface Task {
  runner: Addresses;
  files: string[];
  visible: Record<string, string>;
  tests: { name: string; title: string }[];
  sentences: Record<string, string>;
  outcomes: Record<string, string>;
  /** Of the page: errors are explained in it. */
  language: string;
}

const SLOW_MS = 6_000;

class Trial {
  readonly #root: HTMLElement;
  readonly #task: Task;
  readonly #words: Record<string, string>;
  readonly #runner: Runner;
  readonly #tests: TestList;
  readonly #state: HTMLElement;
  readonly #output: HTMLElement;
  readonly #ask: HTMLFormElement;
  readonly #stop: HTMLButtonElement;
  readonly #starters: HTMLButtonElement[];
  #timer = 0;
  #running = false;
  #full = false;

  constructor(root: HTMLElement, words: Record<string, string>) {
    this.#root = root;
    this.#words = words;
    this.#task = readJson<Task>(root, "[data-task]", "task");
    this.#state = part(root, "[data-state]");
    this.#output = part(root, "[data-output]");
    this.#ask = part<HTMLFormElement>(root, "[data-ask]");
    this.#stop = part<HTMLButtonElement>(root, "[data-stop]");
    this.#starters = [...root.querySelectorAll<HTMLButtonElement>("[data-run]")];
    this.#tests = new TestList(root, this.#task.sentences, this.#task.outcomes);
    this.#runner = new Runner(this.#task.runner, {
      ready: () => this.#say("running"),
      output: (stream, text) => this.#print(stream, text),
      ask: () => this.#askForLine(),
      test: (test) => this.#tests.add(this.#titleOf(test), test),
      full: () => (this.#full = true),
    });
    part(root, "[data-ahead]").hidden = this.#runner.canAsk;
    this.#ask.addEventListener("submit", (event) => this.#answer(event));
    this.#stop.addEventListener("click", () => this.#runner.stop());
    for (const starter of this.#starters) {
      starter.addEventListener("click", () => void this.#start(starter.dataset.run as Run["type"]));
    }
  }

  async #start(type: Run["type"]): Promise<void> {
    if (this.#running) return;
    this.#begin(type);
    const files = this.#files();
    const job =
      type === "program"
        ? { files, name: this.#program(files), language: this.#task.language }
        : { files, visible: this.#task.visible, tests: this.#task.tests };
    const ahead = part<HTMLTextAreaElement>(this.#root, "[data-ahead] textarea").value;
    const lines = ahead === "" ? [] : ahead.replace(/\n$/, "").split("\n");
    const ended = await this.#runner.run({ type, job: JSON.stringify(job), lines });
    this.#end(type, ended);
  }

  #begin(type: Run["type"]): void {
    this.#running = true;
    this.#full = false;
    this.#say(this.#runner.isLoaded ? "running" : "loading");
    this.#output.replaceChildren();
    part(this.#root, "[data-output-frame]").hidden = true;
    showExplained(part(this.#root, "[data-explained]"), undefined);
    this.#tests.clear(type === "tests" ? this.#task.tests.length : 0);
    for (const starter of this.#starters) starter.setAttribute("aria-disabled", "true");
    this.#stop.hidden = false;
    this.#beSlow();
  }

  #end(type: Run["type"], ended: Ended): void {
    this.#running = false;
    clearTimeout(this.#timer);
    const hadFocus = this.#root.contains(document.activeElement) && document.activeElement !== document.body;
    this.#stop.hidden = true;
    this.#ask.hidden = true;
    for (const starter of this.#starters) starter.removeAttribute("aria-disabled");
    if (hadFocus) this.#starters.find((starter) => starter.dataset.run === type)?.focus();
    if (this.#full) this.#say("full");
    else if (ended.ended === "stopped" || ended.code === "stopped") this.#say("stopped");
    else if (ended.code === "broken") this.#say("broken");
    else if (type === "program") this.#sayEnd(ended);
    else if (ended.code) this.#state.textContent = this.#tests.refuse(ended.code, ended.args ?? {});
    else this.#state.textContent = this.#tests.summary(this.#words.passed ?? "", this.#words.some ?? "");
  }

  #sayEnd(ended: Ended): void {
    const silent = ended.ended === "well" && this.#output.textContent === "";
    this.#say(silent ? "silent" : (ended.ended ?? "broken"));
    showExplained(part(this.#root, "[data-explained]"), ended.explained);
  }

  #files(): Record<string, string> {
    const areas = document.querySelectorAll<HTMLTextAreaElement>("#workspace textarea[data-file]");
    const typed = new Map([...areas].map((area) => [area.dataset.file ?? "", area.value]));
    return Object.fromEntries(this.#task.files.map((name) => [name, typed.get(name) ?? ""]));
  }

  /** The file that is in sight, where there are several: it is the one that the learner thinks of. */
  #program(files: Record<string, string>): string {
    const areas = [...document.querySelectorAll<HTMLTextAreaElement>("#workspace textarea[data-file]")];
    const names = Object.keys(files).filter((name) => name.endsWith(".py"));
    const inSight = areas.filter((area) => !area.closest("[hidden]:not(textarea)")).map((area) => area.dataset.file ?? "");
    return names.find((name) => inSight.includes(name)) ?? names[0] ?? "";
  }

  #titleOf(test: TestTold): string {
    return this.#task.tests.find((one) => one.name === test.name)?.title ?? test.name;
  }

  #print(stream: string, text: string): void {
    this.#beSlow();
    part(this.#root, "[data-output-frame]").hidden = false;
    const piece = document.createElement("span");
    if (stream === "stderr") piece.className = "try-error";
    piece.textContent = text;
    this.#output.append(piece);
    this.#output.scrollTop = this.#output.scrollHeight;
  }

  #askForLine(): void {
    clearTimeout(this.#timer);
    part(this.#root, "[data-output-frame]").hidden = false;
    this.#ask.hidden = false;
    const field = part<HTMLInputElement>(this.#ask, "input");
    field.value = "";
    field.focus();
  }

  #answer(event: SubmitEvent): void {
    event.preventDefault();
    const line = part<HTMLInputElement>(this.#ask, "input").value;
    this.#ask.hidden = true;
    this.#print("stdin", `${line}\n`);
    this.#stop.focus();
    this.#runner.answer(line);
  }

  #say(word: string): void {
    this.#state.textContent = this.#words[word] ?? "";
  }

  #beSlow(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.#running && this.#state.textContent === this.#words.running) this.#say("slow");
      else if (this.#running) this.#beSlow();
    }, SLOW_MS);
  }
}

const root = document.querySelector<HTMLElement>("#try");
if (root) {
  const words = readJson<Record<string, string>>(root, "[data-words-of-page]", "wordsOfPage");
  root.hidden = false;
  if (root.querySelector("[data-look]")) addLook(root, words);
  else new Trial(root, words);
}
