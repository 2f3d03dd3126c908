// The exercise page: editor, drafts, handing in without leaving the page. All of it works as plain forms as well.

import { Drafts } from "./drafts";
import type { Editor } from "./editor";
import { sendable, takenByOutbox } from "./hand-in";
import { follow, showResult } from "./live";
import { addTabs } from "./tabs";

const form = document.querySelector<HTMLFormElement>("#workspace")!;
const panel = document.querySelector<HTMLElement>("#result")!;
const fault = form.querySelector<HTMLElement>("[data-form-fault]")!;
const keeping = form.querySelector<HTMLElement>("[data-keeping]")!;
const submitButton = form.querySelector<HTMLButtonElement>("[data-submit]")!;
const areas = [...form.querySelectorAll<HTMLTextAreaElement>("textarea[data-file]")];
const drafts = new Drafts(form.dataset.learner ?? "", form.dataset.exercise ?? "");
const editors = new Map<HTMLTextAreaElement, Editor>();
let base = form.dataset.base ?? "";

function texts(): Record<string, string> {
  return Object.fromEntries(areas.map((area) => [area.name, area.value]));
}

function fill(files: Record<string, string>): void {
  for (const area of areas) {
    const text = files[area.name];
    if (text === undefined || text === area.value) continue;
    const editor = editors.get(area);
    if (editor) {
      editor.replace(text);
    } else {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function keepDraft(): void {
  if (areas.length === 0) return; // a quiz
  const kept = drafts.save({ base, files: texts() });
  keeping.textContent = (kept ? keeping.dataset.kept : keeping.dataset.notKept) ?? "";
}

/** A draft on the same base goes on where it stopped; any other one is offered, and overwrites nothing by itself. */
function restoreDraft(): void {
  const draft = drafts.load();
  if (!draft || areas.every((area) => (draft.files[area.name] ?? area.value) === area.value)) return;
  const offer = form.querySelector<HTMLElement>("[data-offer]")!;
  if (draft.base === base && !form.hasAttribute("data-chosen")) {
    fill(draft.files);
    return;
  }
  offer.hidden = false;
  offer.querySelector("button")!.addEventListener("click", () => {
    offer.hidden = true;
    fill(draft.files);
  });
}

function tell(message: string): void {
  fault.textContent = message;
  fault.hidden = message === "";
  if (message) fault.scrollIntoView({ block: "nearest" });
}

async function handIn(): Promise<void> {
  if (submitButton.getAttribute("aria-disabled") === "true") return;
  submitButton.setAttribute("aria-disabled", "true");
  tell("");
  const sent = sendable(form);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { Accept: "application/json" },
    });
    const body = (await answer.json()) as { id?: string; result?: string; detail?: string };
    if (!answer.ok || !body.id || !body.result) {
      tell(body.detail ?? form.dataset.offline ?? "");
      return;
    }
    base = body.id;
    drafts.drop();
    keeping.textContent = "";
    for (const field of form.querySelectorAll<HTMLElement>("[data-field-fault]")) field.hidden = true;
    for (const upload of form.querySelectorAll<HTMLInputElement>("input[type=file]")) upload.value = "";
    await showResult(panel, body.result);
    panel.scrollIntoView({ block: "nearest" });
  } catch {
    keepDraft();
    if (!takenByOutbox(form, sent)) tell(form.dataset.offline ?? "");
  } finally {
    submitButton.removeAttribute("aria-disabled");
  }
}

async function openEditors(): Promise<void> {
  const code = areas.filter((area) => !area.hasAttribute("data-plain"));
  if (code.length === 0) return;
  const { openEditor } = await import("./editor");
  const nonce = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.nonce ?? "";
  for (const area of code) editors.set(area, openEditor(area, nonce, () => form.requestSubmit()));
}

form.addEventListener("input", keepDraft);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void handIn();
});
form.querySelector("[data-reset]")?.addEventListener("click", (event) => {
  event.preventDefault();
  fill(Object.fromEntries(areas.map((area) => [area.name, area.dataset.starter ?? ""])));
});
restoreDraft();
const files = [...form.querySelectorAll<HTMLElement>(".file")];
if (files.length > 1) {
  addTabs(files, (file) => {
    const area = file.querySelector<HTMLTextAreaElement>("textarea");
    if (area) editors.get(area)?.focus();
  });
}
follow(panel);
void openEditors();
