// Opens the next hint without leaving the page.

export function addHints(section: HTMLElement, form: HTMLFormElement): (button: HTMLButtonElement) => Promise<void> {
  return async (button) => {
    const body = new FormData();
    body.set("csrf_token", form.querySelector<HTMLInputElement>("input[name=csrf_token]")!.value);
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    section.innerHTML = ((await answer.json()) as { html: string }).html;
    section.querySelector<HTMLElement>("[data-newest]")?.focus();
  };
}
