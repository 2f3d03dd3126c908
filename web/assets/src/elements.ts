// Elements that a page's template holds for its scripts.

/** The element for `selector` below `root`. That it is missing is a fault of the template. */
export function part<Kind extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): Kind {
  const found = root.querySelector<Kind>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/** What the server wrote as JSON into an attribute `data-…` below `root`; `name` is as in `dataset`. */
export function readJson<Value>(root: ParentNode, selector: string, name: string): Value {
  return JSON.parse(part(root, selector).dataset[name] ?? "null") as Value;
}

/** `text` with each `{name}` filled from `values`. A name that is missing makes it unusable: null. */
export function filled(text: string, values: Record<string, string>): string | null {
  let whole = true;
  const result = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    whole &&= name in values;
    return values[name] ?? "";
  });
  return whole ? result : null;
}
