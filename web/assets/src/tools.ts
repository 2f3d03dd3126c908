// The editor's tools: size of the text, colours, and keys that work all over the page.

const SIZES = [0.8125, 0.9375, 1.0625, 1.25, 1.5, 1.875]; // rem
const USUAL = 1;
const KEY = "bootcamp:code-size";

/** `changed` is told when the size of the text is another one. */
export function addTools(form: HTMLFormElement, changed: () => void): void {
  for (const tool of form.querySelectorAll<HTMLElement>("[data-tools]")) tool.hidden = false;
  let size = kept();
  apply(size);
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-size]")) {
    button.addEventListener("click", () => {
      size = Math.min(SIZES.length - 1, Math.max(0, size + Number(button.dataset.size)));
      apply(size);
      keep(size);
      changed();
    });
  }
  addColours(form);
  if (/Mac|iPhone|iPad/.test(navigator.userAgent)) {
    for (const key of document.querySelectorAll("[data-mod]")) key.textContent = "⌘";
  }
}

export interface Keys {
  handIn(): void;
  /** Puts the cursor back where code is written. */
  toTheCode(): void;
  /** Goes to the result. */
  toTheResult(): void;
}

export function addKeys(form: HTMLFormElement, outcome: HTMLElement, keys: Keys): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return; // the editor has done it
    if (event.key === "F8") {
      event.preventDefault();
      if (outcome.contains(document.activeElement)) keys.toTheCode();
      else keys.toTheResult();
    } else if (event.key === "Enter" && form.contains(event.target as Node) && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      keys.handIn();
    } else if (event.key === "Enter" && event.shiftKey && event.target instanceof HTMLTextAreaElement && runHere()) {
      event.preventDefault();
    }
  });
  const hint = form.querySelector<HTMLElement>("[data-run-key]");
  if (hint) hint.hidden = !document.querySelector("[data-run]");
}

/** Presses the button that runs the code in this browser; false where there is none. */
export function runHere(): boolean {
  const button = document.querySelector<HTMLButtonElement>("[data-run]");
  button?.click();
  return button !== null;
}

function addColours(form: HTMLFormElement): void {
  const colours = form.querySelector<HTMLSelectElement>("[data-colours]");
  colours?.addEventListener("change", () => {
    document.documentElement.dataset.theme = colours.value;
    const body = new FormData();
    body.set("csrf_token", form.querySelector<HTMLInputElement>("input[name=csrf_token]")!.value);
    body.set("theme", colours.value);
    // Where this fails, the colours last as long as the page.
    void fetch(colours.dataset.address ?? "", { method: "POST", body }).catch(() => undefined);
  });
}

function apply(size: number): void {
  document.documentElement.style.setProperty("--text-code", `${SIZES[size] ?? SIZES[USUAL]}rem`);
}

function kept(): number {
  try {
    const size = Number(localStorage.getItem(KEY) ?? USUAL);
    return SIZES[size] ? size : USUAL;
  } catch {
    return USUAL;
  }
}

function keep(size: number): void {
  try {
    localStorage.setItem(KEY, String(size));
  } catch {
    // It lasts as long as the page, then.
  }
}
