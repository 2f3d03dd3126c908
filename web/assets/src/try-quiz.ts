// A quiz before it is handed in: which questions have no answer yet. What is right, no browser knows.

import { part } from "./elements";

export function addLook(root: HTMLElement, words: Record<string, string>): void {
  const state = part(root, "[data-state]");
  const list = part(root, "[data-open]");
  part(root, "[data-look]").addEventListener("click", () => {
    const open = [...document.querySelectorAll<HTMLFieldSetElement>("#workspace fieldset.question")].filter(
      (question) => !isAnswered(question),
    );
    state.textContent = (open.length ? words.open : words.answered) ?? "";
    list.replaceChildren(...open.map(linkTo));
  });
}

function isAnswered(question: HTMLFieldSetElement): boolean {
  const fields = [...question.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
  const marks = fields.filter((field) => field.type === "radio" || field.type === "checkbox") as HTMLInputElement[];
  if (marks.length > 0) return marks.some((mark) => mark.checked);
  return fields.every((field) => field.value.trim() !== "");
}

function linkTo(question: HTMLFieldSetElement): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${question.id}`;
  link.textContent = question.querySelector("legend")?.firstChild?.textContent?.trim() ?? question.id;
  link.addEventListener("click", () => question.querySelector<HTMLElement>("input, select")?.focus());
  item.append(link);
  return item;
}
