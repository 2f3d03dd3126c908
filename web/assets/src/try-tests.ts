// The list of visible tests as they end, with the same words as in a result that came from the server.

import { filled, part } from "./elements";
import type { TestTold } from "./runner-protocol";

export class TestList {
  readonly #root: HTMLElement;
  readonly #list: HTMLElement;
  readonly #sentences: Record<string, string>;
  readonly #outcomes: Record<string, string>;
  #wanted = 0;
  #passed = 0;

  constructor(root: HTMLElement, sentences: Record<string, string>, outcomes: Record<string, string>) {
    this.#root = root;
    this.#list = part(root, "[data-tests]");
    this.#sentences = sentences;
    this.#outcomes = outcomes;
  }

  clear(wanted: number): void {
    this.#wanted = wanted;
    this.#passed = 0;
    this.#list.replaceChildren();
    this.#list.hidden = true;
  }

  add(title: string, test: TestTold): void {
    const line = part<HTMLTemplateElement>(this.#root, "[data-line]").content.firstElementChild!.cloneNode(true);
    const item = line as HTMLElement;
    item.classList.add(`test-${test.outcome}`);
    part(item, "[data-title]").textContent = title;
    part(item, "[data-outcome]").textContent = `: ${this.#outcomes[test.outcome] ?? test.outcome}`;
    part(item, ".test-sign").append(this.#sign(test.outcome));
    if (test.outcome === "passed") {
      this.#passed += 1;
      const plain = document.createElement("div");
      plain.className = "test-line";
      plain.append(...part(item, "summary").childNodes);
      item.replaceChildren(plain);
    } else {
      this.#explain(item, test);
      part<HTMLDetailsElement>(item, "details").open = this.#list.querySelector("details") === null;
    }
    this.#list.append(item);
    this.#list.hidden = false;
  }

  /** What kept the tests from running at all, in words; the traceback stands below. */
  refuse(code: string, args: Record<string, string>): string {
    const words = this.#sentence(code, args);
    if (!args.trace) return words;
    const place = document.createElement("li");
    const trace = document.createElement("pre");
    trace.className = "listing";
    trace.dir = "ltr";
    trace.textContent = args.trace;
    place.append(trace);
    this.#list.append(place);
    this.#list.hidden = false;
    return words;
  }

  summary(all: string, some: string): string {
    if (this.#passed === this.#wanted) return all;
    return filled(some, { passed: String(this.#passed), all: String(this.#wanted) }) ?? "";
  }

  #explain(item: HTMLElement, test: TestTold): void {
    const words = this.#sentence(test.explanation?.code ?? "check_failed", test.explanation?.args ?? {});
    part(item, "[data-words]").textContent = words;
    const bothKnown = typeof test.expected === "string" && typeof test.actual === "string";
    if (bothKnown) {
      part(item, "[data-expected]").textContent = test.expected ?? "";
      part(item, "[data-actual]").textContent = test.actual ?? "";
    } else {
      part(item, ".difference").remove();
    }
    if (test.message) part(item, "[data-message]").textContent = test.message;
    else part(item, "[data-message]").remove();
  }

  #sentence(code: string, args: Record<string, string>): string {
    return filled(this.#sentences[code] ?? "", args) || (this.#sentences.check_failed ?? "");
  }

  #sign(outcome: string): Node {
    const name = outcome === "passed" ? "check" : outcome === "skipped" ? "dash" : "cross";
    return part<HTMLTemplateElement>(this.#root, `[data-sign="${name}"]`).content.cloneNode(true);
  }
}
