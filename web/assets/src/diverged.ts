// Two versions of one draft: says so, shows what differs, and lets the learner choose.

import type { Other } from "./saving";

export interface Choices {
  keep(): Promise<void>;
  take(other: Other): Promise<void>;
}

export function addChoices(panel: HTMLElement, choices: Choices): (other: Other) => void {
  const words = panel.querySelector<HTMLElement>("[data-words]")!;
  const difference = panel.querySelector<HTMLElement>("[data-difference]")!;
  const see = panel.querySelector<HTMLButtonElement>("[data-see]");
  let shown: Other | null = null;

  function show(other: Other): void {
    shown = other;
    const moment = new Date(other.saved_at);
    const today = moment.toDateString() === new Date().toDateString();
    const when = moment.toLocaleString(document.documentElement.lang, {
      ...(today ? {} : { dateStyle: "medium" as const }),
      timeStyle: "short",
    });
    words.textContent = (words.dataset.words ?? "").replace("{when}", when);
    difference.innerHTML = other.difference ?? "";
    open(false);
    panel.hidden = false;
    const voice = document.querySelector<HTMLElement>("#voice");
    if (voice) voice.textContent = words.textContent;
  }

  function open(opened: boolean): void {
    difference.hidden = !opened;
    see?.setAttribute("aria-expanded", String(opened));
  }

  async function chosen(act: () => Promise<void>): Promise<void> {
    panel.hidden = true;
    await act();
  }

  see?.addEventListener("click", () => open(difference.hidden === true));
  panel.querySelector("[data-keep]")!.addEventListener("click", () => void chosen(() => choices.keep()));
  panel.querySelector("[data-take]")!.addEventListener("click", () => {
    const other = shown;
    if (other) void chosen(() => choices.take(other));
  });
  return show;
}
