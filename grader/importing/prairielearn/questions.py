"""A question: what kind of exercise it becomes, and the keys that all of them have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.importing.conversions import Notes
from grader.importing.drafts import Draft, share, without_empty
from grader.importing.markup import markdown
from grader.importing.names import question_name, slug_of
from grader.importing.prairielearn.autograder import draft_autograded
from grader.importing.prairielearn.inputs import question
from grader.importing.prairielearn.panels import (
    CHOSEN,
    Asked,
    Panels,
    explanation,
    listed_hints,
    panels_of,
    reading_and_inputs,
    words,
)
from grader.importing.prairielearn.server import Server, read_server
from grader.importing.shapes import mapping, number, sequence, text, texts
from grader.importing.sources import SourceFolder

_KNOWN = {
    *("uuid", "type", "title", "topic", "tags", "authors", "gradingMethod", "singleVariant", "externalGradingOptions"),
    *("dependencies", "workspaceOptions", "manualGradingOptions", "showCorrectAnswer", "partialCredit"),
}


@dataclass(frozen=True)
class Listed:
    """A question as the course lists it."""

    id: str
    folder: SourceFolder
    points: float | None = None
    """What it is worth, where questions of the course are worth different amounts."""
    licence: str = ""


def draft_question(listed: Listed, draft: Draft) -> None:
    """Drafts the exercise, or leaves the question out and says why."""
    info = listed.folder.json("info.json")
    method = text(info.get("gradingMethod"), "Internal")
    if text(info.get("type"), "v3") != "v3":
        draft.leave_out(f"it is of the old type {text(info.get('type'))}")
    elif mapping(info.get("workspaceOptions")):
        draft.leave_out("it is worked on in a workspace")
    elif method not in {"Internal", "External"}:
        draft.leave_out("a person grades it there")
    elif not listed.folder.has("question.html"):
        draft.leave_out("it has no question.html of its own")
    else:
        server = read_server(listed.folder)
        panels = panels_of(listed.folder.text("question.html"), listed.folder, server, draft.notes)
        draft.body = _common_body(listed, info, draft)
        hints = listed_hints(panels, draft.notes)
        if hints:
            draft.notes.keep("hints")
        if method == "External":
            draft_autograded(listed.folder, info, server, panels, draft, listed.points)
        else:
            _draft_quiz(panels, server, draft, listed.points)
        draft.body |= without_empty({"hints": hints})
        _say_what_stays_behind(info, server, draft)


def _common_body(listed: Listed, info: dict[str, Any], draft: Draft) -> dict[str, Any]:
    tags = [slug_of(tag) for tag in [text(info.get("topic")), *texts(info.get("tags"))]]
    people = [
        text(mapping(one).get("name")) if isinstance(one, dict) else text(one) for one in sequence(info.get("authors"))
    ]
    draft.notes.keep("title")
    if any(tags):
        draft.notes.keep("topic and tags")
    if any(people):
        draft.notes.keep("authors")
    return without_empty(
        {
            "title": {"en": text(info.get("title"), listed.id)},
            "tags": list(dict.fromkeys(tag for tag in tags if tag)),
            "licence": listed.licence,
            "authors": [name for name in people if name],
        }
    )


def _draft_quiz(panels: Panels, server: Server, draft: Draft, points: float | None) -> None:
    if server.grades_itself:
        draft.leave_out("its server.py grades it")
        return
    statement, asked = _statement_and_questions(panels, server, draft.notes)
    if not asked:
        draft.leave_out("it has no part that can be a question here" + _why(draft.notes))
        return
    weights = [number(element.get("weight")) or 1 for element, _question in asked]
    questions = [drafted for _element, drafted in asked]
    told = explanation(panels, draft.notes)
    if told and len(questions) == 1:
        questions[0]["explain"] = told
    elif told:
        draft.notes.drop("the answer panel: it is about several questions at once")
    if points or len(set(weights)) > 1:
        for drafted, value in zip(questions, share(weights, points), strict=True):
            drafted["points"] = value
        draft.notes.keep("points")
    draft.body |= {"kind": "quiz", "show": "details", "questions": questions}
    draft.state({draft.language: markdown.blocks(statement) or "Answer the questions below."})
    draft.notes.keep("statement", "questions with their answers and feedback")


def _statement_and_questions(
    panels: Panels, server: Server, notes: Notes
) -> tuple[list[str], list[tuple[Any, dict[str, Any]]]]:
    """What stands before the questions, and the questions with what asks them."""
    statement: list[str] = []
    pending: list[str] = []
    found: list[tuple[Any, dict[str, Any]]] = []
    taken: set[str] = set()
    for part in reading_and_inputs(panels.reading, notes):
        if isinstance(part, str):
            pending.append(part)
            continue
        ask, before = _ask(part, pending, notes, first=not found)
        pending = []
        if part.element.tag not in CHOSEN:
            notes.drop(f"the part that asks for <{part.element.tag}>")
            continue
        drafted = question(part.element, server, notes)
        if drafted:
            statement += before
            name = question_name(part.element.get("answers-name") or "question", taken)
            found.append((part.element, {"name": name, "ask": ask, **drafted}))
    return statement + pending, found


def _ask(part: Asked, pending: list[str], notes: Notes, *, first: bool) -> tuple[str, list[str]]:
    """What asks a question, and what before it belongs to the statement: all but the last block, before the first."""
    line = [part.line] if part.line else []
    before = pending if line and first else pending[:-1] if first else []
    label, suffix = words(part.element.get("label"), notes), words(part.element.get("suffix"), notes)
    own = " ".join(one for one in (label, suffix) if one)
    return markdown.blocks([*pending[len(before) :], *line, own]) or "Your answer:", before


def _why(notes: Notes) -> str:
    return f": {'; '.join(notes.dropped)}" if notes.dropped else ""


def _say_what_stays_behind(info: dict[str, Any], server: Server, draft: Draft) -> None:
    if mapping(info.get("dependencies")):
        draft.notes.drop("dependencies: scripts and styles of its page")
    if mapping(info.get("manualGradingOptions")):
        draft.notes.drop("the part that a person grades")
    if server.varies:
        draft.notes.drop(f"values that its server.py makes anew each time: {', '.join(server.unknown[:10])}")
    unknown = sorted(set(info) - _KNOWN)
    if unknown:
        draft.notes.drop(f"{', '.join(unknown)} of info.json: nothing here uses them")
