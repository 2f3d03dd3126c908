// What a form hands in: its fields, and a key by which the server knows it again when it comes twice.

/** The name of the event that asks whether somebody takes what could not be sent. */
export const UNSENT = "bootcamp:unsent";

export function sendable(form: HTMLFormElement): FormData {
  const fields = new FormData(form);
  fields.set("idempotency_key", newKey());
  return fields;
}

/** Whether what could not be sent waits now on this device, to be sent later. */
export function takenByOutbox(form: HTMLFormElement, fields: FormData): boolean {
  return !form.dispatchEvent(new CustomEvent(UNSENT, { detail: fields, bubbles: true, cancelable: true }));
}

function newKey(): string {
  // Not randomUUID: a school's own server may be reached without HTTPS, and there it does not exist.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
