// Marking lines of a submission for a question: by mouse, by touch and by keyboard. The form's fields hold what is
// marked at all times, and work without this script.

function enhance(form: HTMLFormElement): void {
  form.closest<HTMLElement>("[data-later]")?.removeAttribute("hidden");
  const figures = [...document.querySelectorAll<HTMLElement>(".code-file")];
  const first = form.querySelector<HTMLInputElement>("[name=first]");
  const last = form.querySelector<HTMLInputElement>("[name=last]");
  const file = form.querySelector<HTMLInputElement | HTMLSelectElement>("[name=file]");
  if (figures.length === 0 || !first || !last || !file) return;
  for (const note of form.querySelectorAll<HTMLElement>("[data-with-script]")) note.hidden = false;
  for (const note of form.querySelectorAll<HTMLElement>("[data-without-script]")) note.hidden = true;
  new Marking(form, figures, { file, first, last });
}

interface Fields {
  file: HTMLInputElement | HTMLSelectElement;
  first: HTMLInputElement;
  last: HTMLInputElement;
}

class Marking {
  private readonly voice: HTMLElement | null;
  /** Where a range begins that is drawn or extended; it stays while the other end moves. */
  private anchor = 0;
  private drawing = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly figures: HTMLElement[],
    private readonly fields: Fields,
  ) {
    this.voice = form.querySelector("[data-ask-voice]");
    for (const figure of figures) this.addButtons(figure);
    for (const field of Object.values(fields)) field.addEventListener("input", () => this.paint());
    document.addEventListener("pointerup", () => (this.drawing = false));
    document.addEventListener("pointercancel", () => (this.drawing = false));
    this.paint();
  }

  private addButtons(figure: HTMLElement): void {
    const rows = [...figure.querySelectorAll<HTMLElement>(".code-line")];
    const buttons = rows.map((row, index) => {
      const number = row.dataset.line ?? "";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "line-number";
      button.textContent = number;
      button.tabIndex = index === 0 ? 0 : -1;
      button.setAttribute("aria-label", (this.form.dataset.nameLine ?? "{number}").replace("{number}", number));
      row.querySelector(".line-number")?.replaceWith(button);
      return button;
    });
    buttons.forEach((button, index) => {
      const line = index + 1;
      button.addEventListener("pointerdown", (event) => this.press(figure, line, event));
      button.addEventListener("click", (event) => {
        if (event.detail === 0) this.toggle(figure, line); // from the keyboard, or from a screen reader
      });
      button.addEventListener("keydown", (event) => this.move(figure, buttons, line, event));
      button.addEventListener("focus", () => {
        for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
      });
      rows[index]?.addEventListener("pointerenter", () => {
        if (this.drawing && this.isHere(figure)) this.mark(figure, this.anchor, line);
      });
    });
  }

  private press(figure: HTMLElement, line: number, event: PointerEvent): void {
    if (event.button !== 0) return;
    const [from, to] = this.range(figure);
    // A finger scrolls when it is drawn over the page: it taps the first line, then the last one.
    const extends_ = event.pointerType === "touch" ? from > 0 && from === to && from !== line : event.shiftKey && from > 0;
    if (!extends_) this.anchor = line;
    this.drawing = event.pointerType !== "touch";
    this.mark(figure, this.anchor, line);
  }

  private toggle(figure: HTMLElement, line: number): void {
    const [from, to] = this.range(figure);
    this.anchor = line;
    if (from === line && to === line) this.clear();
    else this.mark(figure, line, line);
  }

  private move(figure: HTMLElement, buttons: HTMLButtonElement[], line: number, event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.clear();
      return;
    }
    const target = { ArrowDown: line + 1, ArrowUp: line - 1, Home: 1, End: buttons.length }[event.key];
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(Math.max(target, 1), buttons.length);
    buttons[next - 1]?.focus();
    if (!event.shiftKey) return;
    const [from, to] = this.range(figure);
    if (this.anchor === 0 || line < from || line > to) this.anchor = line;
    this.mark(figure, this.anchor, next);
  }

  private mark(figure: HTMLElement, one: number, other: number): void {
    this.fields.file.value = figure.dataset.file ?? "";
    this.fields.first.value = String(Math.min(one, other));
    this.fields.last.value = String(Math.max(one, other));
    this.paint();
    this.tell(figure);
  }

  private clear(): void {
    this.fields.first.value = this.fields.last.value = "";
    this.anchor = 0;
    this.paint();
    if (this.voice) this.voice.textContent = this.form.dataset.saidNone ?? "";
  }

  private tell(figure: HTMLElement): void {
    const [from, to] = this.range(figure);
    const { saidOne = "", saidMany = "" } = this.form.dataset;
    const words = (from === to ? saidOne : saidMany).replace("{first}", String(from)).replace("{last}", String(to));
    if (this.voice) this.voice.textContent = words;
  }

  private isHere(figure: HTMLElement): boolean {
    return this.fields.file.value === figure.dataset.file;
  }

  /** First and last marked line of a file; 0 and 0 for none. */
  private range(figure: HTMLElement): [number, number] {
    if (!this.isHere(figure)) return [0, 0];
    const from = Number(this.fields.first.value || this.fields.last.value);
    const to = Number(this.fields.last.value || this.fields.first.value);
    return [Math.min(from, to), Math.max(from, to)];
  }

  private paint(): void {
    for (const figure of this.figures) {
      const [from, to] = this.range(figure);
      for (const row of figure.querySelectorAll<HTMLElement>(".code-line")) {
        const line = Number(row.dataset.line);
        const chosen = line >= from && line <= to;
        row.classList.toggle("code-line-chosen", chosen);
        row.querySelector("button")?.setAttribute("aria-pressed", String(chosen));
      }
    }
  }
}

const form = document.querySelector<HTMLFormElement>("[data-ask]");
if (form) enhance(form);
