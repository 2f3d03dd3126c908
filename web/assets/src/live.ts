// Brings a verdict onto the page when it is there: test by test while it is graded, then the whole result.

interface Progress {
  /** Number of a test, counted from 1 → its outcome. */
  ended: Record<string, string>;
  of: number;
}

/** Follows the submission shown in `panel`, if it is still waiting for its verdict. */
export function follow(panel: HTMLElement): void {
  const waiting = panel.querySelector<HTMLElement>("[data-events]");
  if (!waiting) return;
  const { events = "", result = "" } = waiting.dataset;
  const source = new EventSource(events);
  source.addEventListener("progress", (event) => showProgress(waiting, JSON.parse(event.data) as Progress));
  source.addEventListener("graded", () => {
    source.close();
    void showResult(panel, result);
  });
  source.addEventListener("error", () => {
    // A stream that broke off is opened again by the browser; one that was refused is not.
    if (source.readyState === EventSource.CLOSED) panel.querySelector<HTMLElement>("[data-fallback]")!.hidden = false;
  });
}

/** Puts the result at `address` into `panel` and says in a word what came. */
export async function showResult(panel: HTMLElement, address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) {
    location.assign(address);
    return;
  }
  const wasRead = panel.contains(document.activeElement);
  panel.innerHTML = await answer.text();
  const heading = panel.querySelector<HTMLElement>("[data-announce]");
  const voice = document.querySelector<HTMLElement>("#voice");
  if (voice && heading) voice.textContent = heading.textContent;
  if (wasRead) heading?.focus(); // what had the focus is gone
  follow(panel);
}

function showProgress(waiting: HTMLElement, { ended, of }: Progress): void {
  const dots = waiting.querySelector<HTMLElement>("[data-dots]")!;
  while (dots.children.length < of) dots.append(Object.assign(document.createElement("span"), { className: "dot" }));
  for (const [number, outcome] of Object.entries(ended)) {
    dots.children[Number(number) - 1]?.classList.add(outcome === "passed" ? "dot-passed" : "dot-other");
  }
}
