// The exercise page: editor, drafts, handing in without leaving the page. All of it works as plain forms as well.

import { addChoices } from "./diverged";
import { Drafts } from "./drafts";
import type { Editor } from "./editor";
import { sendable, takenByOutbox } from "./hand-in";
import { addHints } from "./hints";
import { follow, showResult } from "./live";
import { Saving } from "./saving";
import { addTabs } from "./tabs";
import { addKeys, addTools, runHere } from "./tools";

const form = document.querySelector<HTMLFormElement>("#workspace")!;
const panel = document.querySelector<HTMLElement>("#result")!;
const fault = form.querySelector<HTMLElement>("[data-form-fault]")!;
const keeping = form.querySelector<HTMLElement>("[data-keeping]")!;
const submitButton = form.querySelector<HTMLButtonElement>("[data-submit]")!;
const areas = [...form.querySelectorAll<HTMLTextAreaElement>("textarea[data-file]")];
const drafts = new Drafts(form.dataset.learner ?? "", form.dataset.exercise ?? "");
const editors = new Map<HTMLTextAreaElement, Editor>();
const openHint = addHints(document.querySelector<HTMLElement>("#hints")!, form);

const saving = new Saving(form, {
  saved: (at) => {
    keepHere(true);
    const when = at.toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    keeping.textContent = `${keeping.dataset.saved ?? ""} ${when}`;
  },
  failed: () => {
    keeping.textContent = (keepHere(false) ? keeping.dataset.kept : keeping.dataset.notKept) ?? "";
  },
  diverged: (other) => showChoices(other),
});
const showChoices = addChoices(form.querySelector<HTMLElement>("[data-diverged]")!, {
  keep: () => saving.keepMine(),
  take: async (other) => {
    if (!(await saving.takeOther())) {
      tell(form.dataset.offline ?? "");
      showChoices(other);
    } else if (other.files) {
      fill(other.files);
      saving.restart(other.revision, "");
      keepHere(true);
    } else {
      location.reload(); // a quiz: its fields are filled in by the server
    }
  },
});

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

/** False where this browser keeps nothing. A quiz is kept by the server alone. */
function keepHere(synced: boolean): boolean {
  return areas.length > 0 && drafts.save(texts(), saving.revision, synced);
}

function changed(event: Event): void {
  if ((event.target as HTMLElement).closest(".desk-tools, input[type=file]")) return;
  keepHere(false);
  saving.changed();
}

/** What this browser has and the server has not. Nothing is overwritten: a newer draft there leads to the choice. */
function restoreDraft(): void {
  const differs = (draft: { files: Record<string, string> }): boolean =>
    areas.some((area) => (draft.files[area.name] ?? area.value) !== area.value);
  const here = drafts.load();
  const aside = drafts.loadAside();
  // A page may have been made while the last save was on its way: then the server has more than the page shows.
  const newer = here !== null && (!here.synced || here.revision > saving.revision) && differs(here);
  if (newer && !form.hasAttribute("data-chosen")) {
    form.querySelector<HTMLInputElement>("input[name=revision]")!.value = String(here.revision);
    fill(here.files);
    void saving.now();
  } else if (newer) {
    offer(here.files);
  } else if (aside && differs(aside)) {
    offer(aside.files, () => drafts.dropAside());
  }
}

function offer(files: Record<string, string>, done?: () => void): void {
  const notice = form.querySelector<HTMLElement>("[data-offer]")!;
  notice.hidden = false;
  notice.querySelector("button")!.addEventListener("click", () => {
    notice.hidden = true;
    void replaceBy(files).then(done);
  });
}

/** Puts something else into the editor. What stood there is saved before, and the server keeps it. */
async function replaceBy(files: Record<string, string>): Promise<void> {
  await saving.now();
  saving.keepOther();
  fill(files);
}

async function startOver(): Promise<void> {
  const before = texts();
  await replaceBy(Object.fromEntries(areas.map((area) => [area.name, area.dataset.starter ?? ""])));
  const notice = form.querySelector<HTMLElement>("[data-undo]")!;
  notice.hidden = false;
  notice.querySelector("button")!.onclick = () => {
    notice.hidden = true;
    fill(before);
    toTheCode();
  };
}

function tell(message: string): void {
  fault.textContent = message;
  fault.hidden = message === "";
  if (message) fault.scrollIntoView({ block: "nearest" });
}

function toTheCode(): void {
  const area = areas.find((one) => !one.closest<HTMLElement>(".file")?.hidden);
  const editor = area && editors.get(area);
  if (editor) editor.focus();
  else (area ?? form.querySelector<HTMLElement>("fieldset input, fieldset select") ?? submitButton).focus();
}

function toTheResult(): void {
  const heading = panel.querySelector<HTMLElement>("[data-announce]") ?? document.querySelector<HTMLElement>("#outcome")!;
  heading.focus();
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
    const body = (await answer.json()) as { id?: string; result?: string; detail?: string; revision?: number };
    if (!answer.ok || !body.id || !body.result) {
      tell(body.detail ?? form.dataset.offline ?? "");
      return;
    }
    saving.restart(body.revision ?? 0, body.id);
    drafts.drop();
    keeping.textContent = "";
    for (const notice of form.querySelectorAll<HTMLElement>("[data-undo], [data-diverged]")) notice.hidden = true;
    for (const field of form.querySelectorAll<HTMLElement>("[data-field-fault]")) field.hidden = true;
    for (const upload of form.querySelectorAll<HTMLInputElement>("input[type=file]")) upload.value = "";
    await showResult(panel, body.result);
    if (document.activeElement === submitButton) toTheResult(); // who pressed it waits for what it says
    panel.scrollIntoView({ block: "nearest" });
  } catch {
    keepHere(false);
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
  for (const area of code) editors.set(area, openEditor(area, nonce, () => form.requestSubmit(), runHere));
}

form.addEventListener("input", changed);
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button instanceof HTMLButtonElement && button.hasAttribute("data-code")) return; // a download
  event.preventDefault();
  if (button instanceof HTMLButtonElement && button.hasAttribute("data-hint")) {
    void openHint(button).catch(() => tell(form.dataset.offline ?? ""));
  } else {
    void handIn();
  }
});
form.querySelector("[data-reset]")?.addEventListener("click", (event) => {
  event.preventDefault();
  void startOver();
});
restoreDraft();
const files = [...form.querySelectorAll<HTMLElement>(".file")];
if (files.length > 1) {
  addTabs(form.querySelector<HTMLElement>("[data-tabs]")!, files, (file) => {
    const area = file.querySelector<HTMLTextAreaElement>("textarea");
    if (area) editors.get(area)?.focus();
  });
}
addTools(form, () => editors.forEach((editor) => editor.measure()));
addKeys(form, document.querySelector<HTMLElement>("#outcome")!, { handIn: () => form.requestSubmit(), toTheCode, toTheResult });
follow(panel);
void openEditors();
