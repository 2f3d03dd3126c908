// A Python error of a program that was tried out, in plain words.

import { part } from "./elements";
import type { Explained } from "./runner-protocol";

/** Fills the template's place for it; nothing to say hides it. */
export function showExplained(place: HTMLElement, explained: Explained | undefined): void {
  place.hidden = !explained;
  if (!explained) return;
  place.lang = explained.language;
  place.dir = explained.language === "ar" ? "rtl" : "ltr";
  say(part(place, "[data-means]"), explained.means);
  say(part(place, "[data-where]"), explained.where);
  part(place, "[data-label]").textContent = explained.look.length ? explained.label : "";
  part(place, "[data-look-at]").replaceChildren(
    ...explained.look.map((sentence) => say(document.createElement("li"), sentence)),
  );
}

/** What stands between backticks comes from a program: it is text like all the rest, and looks like code. */
function say<Kind extends HTMLElement>(element: Kind, sentence: string): Kind {
  const pieces = sentence.split("`").map((piece, index) => {
    if (index % 2 === 0) return piece;
    const code = document.createElement("code");
    code.dir = "ltr";
    code.textContent = piece;
    return code;
  });
  element.replaceChildren(...pieces);
  return element;
}
