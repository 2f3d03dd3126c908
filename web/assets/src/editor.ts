// The code editor: CodeMirror over a textarea, which stays the form's field and holds the text at all times.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.function(tags.variableName), tags.definition(tags.className)], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", fontSize: "var(--text-code)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "1.6", minHeight: "var(--editor-least)", maxHeight: "var(--editor-most)" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.75rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-soft)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.5rem 0 0.9rem" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--sunken) 55%, transparent)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
});

const languages: Record<string, () => Extension> = { py: python };

export interface Mark {
  /** Counted from 1, as `column` is. */
  line: number;
  column: number;
  message: string;
  warning: boolean;
}

export interface Editor {
  focus(): void;
  /** Shows what is wrong at the lines where it is, in place of what was shown before. */
  mark(marks: Mark[]): void;
  /** Puts the cursor at the beginning of a line. */
  goTo(line: number): void;
  /** Looks anew how large the text is. */
  measure(): void;
  /** Replaces the text as one change that can be undone. */
  replace(text: string): void;
}

/** Puts an editor in front of `area`. `nonce` is what the page's Content-Security-Policy allows style elements by. */
export function openEditor(
  area: HTMLTextAreaElement,
  nonce: string,
  submit: () => void,
  run: () => boolean = () => false,
): Editor {
  const suffix = (area.dataset.file ?? "").split(".").pop() ?? "";
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const view = new EditorView({
    doc: area.value,
    extensions: [
      EditorView.cspNonce.of(nonce),
      keymap.of([
        { key: "Mod-Enter", run: () => (submit(), true) },
        { key: "Shift-Enter", run },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      lineNumbers(),
      ["yaml", "md"].includes(suffix) ? lintGutter() : [],
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      narrow ? EditorView.lineWrapping : [],
      languages[suffix]?.() ?? [],
      syntaxHighlighting(colours),
      look,
      EditorView.contentAttributes.of({
        "aria-label": area.dataset.file ?? "",
        "aria-describedby": "editor-keys",
        dir: "ltr",
        tabindex: "0",
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    ],
  });
  view.dom.dir = "ltr"; // code is written from the left in every language
  const { selectionStart: anchor, selectionEnd: head } = area;
  const hadFocus = document.activeElement === area;
  area.hidden = true;
  area.before(view.dom);
  if (hadFocus) {
    // On a slow line somebody writes already when the editor arrives: the cursor stays where it is.
    view.dispatch({ selection: { anchor, head } });
    view.focus();
  }
  const diagnostic = ({ line, column, message, warning }: Mark): Diagnostic => {
    const place = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    const from = Math.min(place.from + column - 1, place.to);
    return { from, to: place.to, message, severity: warning ? "warning" : "error" };
  };
  return {
    focus: () => view.focus(),
    measure: () => view.requestMeasure(),
    mark: (marks) => view.dispatch(setDiagnostics(view.state, marks.map(diagnostic))),
    goTo: (line) => {
      const place = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: place.from }, scrollIntoView: true });
      view.focus();
    },
    replace: (text) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: isolateHistory.of("full"),
      }),
  };
}
