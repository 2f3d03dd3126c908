// Offers to put the app on the device, where the browser can; a "not now" is remembered.

import { part } from "./elements";

interface InstallEvent extends Event {
  prompt(): Promise<void>;
}

const REMEMBERED = "bootcamp:install";

export function offerInstall(notes: HTMLElement): void {
  const note = notes.querySelector<HTMLElement>('[data-note="install"]');
  if (!note) return;
  let offer: InstallEvent | null = null;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // the browser's own bar would cover the page
    if (wasRefused()) return;
    offer = event as InstallEvent;
    note.hidden = false;
  });
  window.addEventListener("appinstalled", () => (note.hidden = true));
  part(note, "[data-install]").addEventListener("click", () => {
    note.hidden = true;
    void offer?.prompt();
  });
  part(note, "[data-install-not]").addEventListener("click", () => {
    note.hidden = true;
    try {
      localStorage.setItem(REMEMBERED, "no");
    } catch {
      // Then it is asked again another time.
    }
  });
}

function wasRefused(): boolean {
  try {
    return localStorage.getItem(REMEMBERED) === "no";
  } catch {
    return false;
  }
}
