"""`question.html`: what learners read, the hints that they may open, and where they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.importing.conversions import Notes
from grader.importing.markup import markdown
from grader.importing.markup.html_markdown import markdown_of
from grader.importing.markup.html_tree import Element, parsed

CHOSEN = {
    "pl-multiple-choice",
    "pl-checkbox",
    "pl-number-input",
    "pl-integer-input",
    "pl-string-input",
    "pl-order-blocks",
}
FILES = {"pl-file-editor", "pl-file-upload"}
_OTHER_INPUTS = {
    *("pl-symbolic-input", "pl-matrix-input", "pl-matrix-component-input", "pl-units-input", "pl-big-o-input"),
    *("pl-big-operator-input", "pl-matching", "pl-dropdown", "pl-rich-text-editor", "pl-drawing", "pl-threejs"),
    *("pl-sketch", "pl-excalidraw", "pl-image-capture", "pl-workspace", "pl-faded-parsons", "pl-prairiedraw-figure"),
}
INPUTS = CHOSEN | FILES | _OTHER_INPUTS
_ELSEWHERE = {"pl-submission-panel", "pl-answer-panel", "pl-hidden-hints", "pl-external-grader-results"}
_ONE_LINE = {"p", "label", "span", "td", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
BLANK = "\\_\\_\\_\\_"


@dataclass
class Panels:
    """The parts of a question."""

    reading: list[Element | str] = field(default_factory=list)
    hints: list[Element] = field(default_factory=list)
    answers: list[Element] = field(default_factory=list)
    """What is shown when all is over."""

    def inputs(self) -> list[Element]:
        """Where learners answer, in order."""
        return list(Element("", children=self.reading).all(*INPUTS))


@dataclass
class Asked:
    """An input, with what stands on its line."""

    element: Element
    line: str = ""


def panels_of(html: str) -> Panels:
    """The parts of a question's HTML. Raises `PackError` when there is too much of it."""
    root = parsed(html)
    panels = Panels(hints=list(root.all("pl-hint")), answers=list(root.all("pl-answer-panel")))
    for child in root.children:
        if isinstance(child, Element) and child.tag == "pl-question-panel":
            panels.reading += child.children
        else:
            panels.reading.append(child)
    panels.reading = list(_without_elsewhere(panels.reading))
    return panels


def reading_and_inputs(children: list[Element | str], notes: Notes) -> Iterator[str | Asked]:
    """Blocks of Markdown and inputs, in their order."""
    pending: list[Element | str] = []
    for child in children:
        if isinstance(child, str) or not _holds_input(child):
            pending.append(child)
            continue
        yield from _blocks(pending, notes)
        pending = []
        if child.tag in INPUTS:
            yield Asked(child)
        elif child.tag in _ONE_LINE and len(list(child.all(*INPUTS))) == 1:
            yield _on_one_line(child, notes)
        else:
            yield from reading_and_inputs(child.children, notes)
    yield from _blocks(pending, notes)


def words(text: str, notes: Notes) -> str:
    """An attribute that is shown, as Markdown: it may hold HTML and formulas."""
    return markdown_of(parsed(text), notes) if text.strip() else ""


def _blocks(pending: list[Element | str], notes: Notes) -> Iterator[str]:
    """Each block by itself, so that the one that asks can be told from those before it."""
    line: list[Element | str] = []
    for child in pending:
        if isinstance(child, Element) and child.tag in {"p", "div", "ul", "ol", "table", "pre", "pl-code", "hr"}:
            yield from _written(line, notes)
            yield from _written([child], notes)
            line = []
        else:
            line.append(child)
    yield from _written(line, notes)


def _written(children: list[Element | str], notes: Notes) -> Iterator[str]:
    block = markdown_of(Element("", children=children), notes)
    if block:
        yield block


def _on_one_line(parent: Element, notes: Notes) -> Asked:
    """`<p>There are <pl-integer-input …> days.</p>`."""
    found = next(parent.all(*INPUTS))
    before, after = _around(parent.children, found)
    parts = [markdown_of(Element("", children=children), notes) for children in (before, after)]
    return Asked(found, f"{parts[0]} {BLANK} {parts[1]}".strip() if parts[1] else parts[0])


def _around(children: list[Element | str], found: Element) -> tuple[list[Element | str], list[Element | str]]:
    for position, child in enumerate(children):
        if child is found:
            return children[:position], children[position + 1 :]
        if isinstance(child, Element) and any(inner is found for inner in child.all(found.tag)):
            before, after = _around(child.children, found)
            return [*children[:position], *before], [*after, *children[position + 1 :]]
    return children, []


def _holds_input(element: Element) -> bool:
    return element.tag in INPUTS or next(element.all(*INPUTS), None) is not None


def _without_elsewhere(children: list[Element | str]) -> Iterator[Element | str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.tag not in _ELSEWHERE:
            child.children = list(_without_elsewhere(child.children))
            yield child


def listed_hints(panels: Panels, notes: Notes) -> list[str]:
    """The hints, as Markdown."""
    hints = [" ".join(markdown_of(hint, notes).split()) for hint in panels.hints]
    return [hint for hint in hints if hint]


def explanation(panels: Panels, notes: Notes) -> str:
    """What the answer panels say."""
    return markdown.blocks(markdown_of(panel, notes) for panel in panels.answers)
