// On every page: who uses this device, what it keeps, what waits to be sent, and what to say about that.

import { part } from "./elements";
import { UNSENT } from "./hand-in";
import { offerInstall } from "./install";
import { canKeep, forget } from "./keep";
import { showKept } from "./kept-courses";
import { OutboxView } from "./outbox-view";
import { setPresentLearner } from "./store";

const page = document.documentElement;
const { learner = "", kept, missing } = page.dataset;
const notes = part(document, "#device");

function showNotes(): void {
  if (missing !== undefined) {
    part(notes, '[data-note="missing"]').hidden = false;
  } else if (kept !== undefined) {
    const note = part(notes, '[data-note="offline"]');
    const time = part<HTMLTimeElement>(note, "time");
    time.dateTime = kept;
    time.textContent = new Date(kept).toLocaleString(page.lang, { dateStyle: "medium", timeStyle: "short" });
    note.hidden = false;
  }
}

async function begin(): Promise<void> {
  const isCopy = kept !== undefined || missing !== undefined;
  if (!isCopy) await setPresentLearner(learner);
  if (!learner) return;
  const outbox = new OutboxView(learner, notes);
  document.addEventListener(UNSENT, (event) => {
    event.preventDefault();
    void outbox.take(event.target as HTMLFormElement, (event as CustomEvent<FormData>).detail);
  });
  await outbox.begin();
  watchSignOut(outbox);
  await showKept(learner, page.dataset.build ?? "", isCopy);
}

/** Devices are shared: with the sign-out goes what is kept of this learner. What was not sent is asked about. */
function watchSignOut(outbox: OutboxView): void {
  const form = document.querySelector<HTMLFormElement>('form[action$="/sign-out"]');
  const dialog = notes.querySelector<HTMLDialogElement>("[data-leave]");
  if (!form || !dialog || !canKeep()) return;
  const leave = async (): Promise<void> => {
    await forget(learner).catch(() => undefined);
    form.submit();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (outbox.isWaiting) dialog.showModal();
    else void leave();
  });
  part(dialog, "[data-stay]").addEventListener("click", () => dialog.close());
  part(dialog, "[data-leave-anyway]").addEventListener("click", () => void leave());
}

showNotes();
offerInstall(notes);
// A private window may refuse all storage: then nothing is kept, and everything else works as it did.
if ("indexedDB" in globalThis) begin().catch((error: unknown) => console.info(String(error)));
