// The draft page: an editor that shows faults at their lines, and a preview, while somebody writes.

import type { Editor, Mark } from "./editor";

const form = document.querySelector<HTMLFormElement>("#draft")!;
const area = form.querySelector<HTMLTextAreaElement>("textarea[data-file]");
const faults = document.querySelector<HTMLElement>("#faults")!;
const preview = document.querySelector<HTMLElement>("#preview")!;
const state = form.querySelector<HTMLElement>("[data-state]")!;
const PAUSE_MS = 600;

interface Fault extends Mark {
  path: string;
}

let editor: Editor | undefined;
let timer = 0;
let asked = 0;
let saving = false;

async function check(): Promise<void> {
  const question = ++asked;
  const answer = await fetch(form.dataset.check ?? "", { method: "POST", body: new FormData(form) });
  if (!answer.ok || question !== asked) return; // what was asked later counts
  const found = (await answer.json()) as { faults: Fault[]; list: string; preview: string };
  faults.innerHTML = found.list;
  preview.innerHTML = found.preview;
  editor?.mark(found.faults.filter((fault) => fault.path === area?.dataset.file));
}

function later(): void {
  state.textContent = form.dataset.unsaved ?? "";
  clearTimeout(timer);
  timer = window.setTimeout(() => void check().catch(() => undefined), PAUSE_MS);
}

faults.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-line]");
  if (!link || link.dataset.path !== area?.dataset.file || !editor) return;
  event.preventDefault();
  editor.goTo(Number(link.dataset.line));
});

form.addEventListener("submit", () => (saving = true));
window.addEventListener("beforeunload", (event) => {
  if (state.textContent && !saving) event.preventDefault();
});

if (area) {
  form.addEventListener("input", later);
  const { openEditor } = await import("./editor");
  const nonce = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.nonce ?? "";
  editor = openEditor(area, nonce, () => form.requestSubmit());
  void check().catch(() => undefined);
}
