"""`question.html`: what learners read, the hints that they may open, and where they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.errors import PackError
from grader.importing.conversions import Notes
from grader.importing.markup import markdown
from grader.importing.markup.html_markdown import markdown_of
from grader.importing.markup.html_tree import Element, parsed
from grader.importing.prairielearn.server import Server, filled_in
from grader.importing.shapes import mapping, sequence, text
from grader.importing.sources import SourceFolder

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
_VARIABLES = ("pl-external-grader-variables", "pl-external-grading-variables")
_PLACE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
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


def panels_of(html: str, folder: SourceFolder, server: Server, notes: Notes) -> Panels:
    """The parts of a question's HTML. Raises `PackError` when there is too much of it, or when it is made anew."""
    root = parsed(filled_in(html, server))
    panels = Panels(hints=list(root.all("pl-hint")), answers=list(root.all("pl-answer-panel")))
    for child in root.children:
        if isinstance(child, Element) and child.tag == "pl-question-panel":
            panels.reading += child.children
        else:
            panels.reading.append(child)
    panels.reading = list(_without_elsewhere(panels.reading))
    for element in Element("", children=panels.reading).all("pl-code", *_VARIABLES):
        _write_out(element, folder, server)
    for part in (*panels.reading, *panels.hints):
        if place := _unfilled(part):
            raise PackError(f"its text has {place} in it, which is only known when its server.py is run")
    if any(_unfilled(answer) for answer in panels.answers):
        panels.answers = []
        notes.drop("the answer panel: it shows values that are only known when its server.py is run")
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


def words(attribute: str, notes: Notes) -> str:
    """An attribute that is shown, as Markdown: it may hold HTML and formulas."""
    return markdown_of(parsed(attribute), notes) if attribute.strip() else ""


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


def _write_out(element: Element, folder: SourceFolder, server: Server) -> None:
    """Puts what an element shows from elsewhere into it: a file of the question, or a list of variables."""
    if element.tag == "pl-code":
        name = element.get("source-file-name")
        name = f"{element.get('directory')}/{name}" if element.get("directory") else name
        if name and not element.text().strip() and folder.has(name):
            element.children = [folder.text(name)]
        return
    names = element.get("params-name", "variables-category", "variables-name")
    rows = [mapping(one) for one in sequence(server.params.get(names))]
    element.tag, element.children = "ul", []
    for row in rows:
        told = f" ({text(row.get('type'))}): {text(row.get('description'))}"
        said: list[Element | str] = [Element("code", children=[text(row.get("name"))]), told]
        element.children.append(Element("li", children=said))


def _unfilled(part: Element | str) -> str:
    """A place in it that no value is known for; empty where there is none."""
    texts = [part] if isinstance(part, str) else [*part.attributes.values(), *part.children]
    for one in texts:
        found = _PLACE.search(one) if isinstance(one, str) else None
        if place := (found[0][:60] if found else "" if isinstance(one, str) else _unfilled(one)):
            return place
    return ""


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
