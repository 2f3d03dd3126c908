"""A course's repository: its questions, in the order of its assessments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import PackError
from grader.importing.conversions import Account, Notes
from grader.importing.drafts import Draft
from grader.importing.licences import licence_of
from grader.importing.prairielearn.questions import Listed, draft_question
from grader.importing.shapes import mapping, number, sequence, text
from grader.importing.sources import SourceFolder
from grader.importing.writing import PackWriter

_DATES = ("allowAccess", "accessControl")
_MANY = 50


@dataclass
class _Assessments:
    """What the assessments of a course instance say of the questions."""

    points: dict[str, float | None] = field(default_factory=dict)
    """Question → what it is worth, in the order in which learners meet them."""
    said: set[str] = field(default_factory=set)
    """Keys whose meaning has no place in a pack."""


def import_course(source: Path, target: Path) -> Account:
    """Writes the course at *source* as a pack into the new or empty folder *target*. Raises `PackError`."""
    writer = PackWriter(target)
    course = SourceFolder(source)
    if not course.has("infoCourse.json"):
        raise PackError(f"there is no infoCourse.json in {source}: is this the repository of a PrairieLearn course?")
    info = course.json("infoCourse.json")
    licence, licence_file = licence_of(course, writer.notes)
    questions = _questions(course, writer.notes)
    assessments = _assessments(course, info, writer.notes)
    worth = _worth(questions, assessments, writer.notes)
    for name in worth:
        listed = Listed(name, course.folder(f"questions/{name}"), worth[name], licence)
        writer.add(name, _builder(listed))
    _say_what_stays_behind(info, assessments, writer.notes)
    writer.notes.keep("title", "order")
    title = text(info.get("title")) or text(info.get("name")) or course.root.absolute().name
    body = {
        "title": {"en": title},
        "languages": ["en"],
        **({"licence": licence} if licence else {}),
    }
    return writer.finish(body, order=writer.imported, licence=licence_file)


def _builder(listed: Listed) -> Callable[[Draft], None]:
    return lambda draft: draft_question(listed, draft)


def _questions(course: SourceFolder, notes: Notes) -> list[str]:
    """The names of all questions: the folders below questions/ with an info.json."""
    if not course.has_folder("questions"):
        raise PackError("there is no folder questions/")
    folder = course.folder("questions")
    for name in folder.links():
        notes.drop(f"questions/{name}: it is a link")
    found = [name.removesuffix("/info.json") for name in folder.files() if name.endswith("/info.json")]
    return [name for name in found if not any(name.startswith(f"{other}/") for other in found)]


def _assessments(course: SourceFolder, info: dict[str, Any], notes: Notes) -> _Assessments:
    """Those of the first course instance that has any."""
    found = _Assessments()
    if not course.has_folder("courseInstances"):
        return found
    folder = course.folder("courseInstances")
    instances: dict[str, list[str]] = {}
    for name in folder.files():
        if name.endswith("/infoAssessment.json") and "/assessments/" in name:
            instances.setdefault(name.split("/assessments/")[0], []).append(name)
    if len(instances) > 1:
        first, *others = sorted(instances)
        notes.change(f"the order is that of the course instance {first}; there are also {', '.join(others[:_MANY])}")
    sets = [text(mapping(one).get("name")) for one in sequence(info.get("assessmentSets"))]
    bodies = []
    for name in instances[min(instances)] if instances else []:
        try:
            bodies.append((name, folder.json(name)))
        except PackError as error:
            notes.drop(f"an assessment: {error}")
    for _name, body in sorted(bodies, key=lambda one: _place(one, sets)):
        _read_assessment(body, found)
    return found


def _place(one: tuple[str, dict[str, Any]], sets: list[str]) -> tuple[int, str, list[tuple[int, str]], str]:
    """Sets in the order of the course, and assessments in theirs by number: 2 before 10."""
    name, body = one
    kind = text(body.get("set"))
    parts = re.split(r"(\d{1,9})", text(body.get("number")))
    natural = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return (sets.index(kind) if kind in sets else len(sets)), kind, natural, name


def _read_assessment(body: dict[str, Any], found: _Assessments) -> None:
    found.said |= {key for key in _DATES if body.get(key)}
    found.said |= {key for key in ("shuffleQuestions", "multipleInstance", "text", "maxPoints") if body.get(key)}
    for zone in (mapping(one) for one in sequence(body.get("zones"))):
        found.said |= {key for key in ("numberChoose", "bestQuestions", "maxPoints", "title") if zone.get(key)}
        for listed in (mapping(one) for one in sequence(zone.get("questions"))):
            if listed.get("alternatives"):
                found.said.add("alternatives")
            for one in sequence(listed.get("alternatives")) or [listed]:
                _read_listed(listed | mapping(one), found)


def _read_listed(listed: dict[str, Any], found: _Assessments) -> None:
    found.said |= {key for key in ("triesPerVariant", "manualPoints") if listed.get(key)}
    name = text(listed.get("id"))
    written = listed.get("autoPoints", listed.get("points", listed.get("maxPoints")))
    if isinstance(written, list):
        found.said.add("points that fall with each try")
    value = number(written[0] if isinstance(written, list) and written else written)
    if name and name not in found.points:
        found.points[name] = value if value and value > 0 else None


def _worth(questions: list[str], assessments: _Assessments, notes: Notes) -> dict[str, float | None]:
    """Every question in its place, with its points where they differ."""
    known = set(questions)
    missing = [name for name in assessments.points if name not in known]
    if missing:
        notes.drop(f"{', '.join(missing[:_MANY])}: in an assessment, but there is no such question")
    order = [name for name in assessments.points if name in known]
    behind = [name for name in questions if name not in assessments.points]
    if order and behind:
        notes.change(f"{', '.join(behind[:_MANY])}: in no assessment, and at the end here")
    values = {assessments.points[name] for name in order}
    if len(values) > 1:
        notes.keep("points of the assessments")
    return {name: assessments.points[name] if len(values) > 1 else None for name in order} | dict.fromkeys(behind)


_MEANINGS = {
    "allowAccess": "dates, times and passwords: they belong to a cohort",
    "accessControl": "dates, times and passwords: they belong to a cohort",
    "shuffleQuestions": "the shuffled order of questions",
    "multipleInstance": "several attempts at a whole assessment",
    "text": "texts above assessments",
    "maxPoints": "the most points of an assessment or zone",
    "numberChoose": "questions that are drawn by lot: here all are there",
    "alternatives": "questions that are drawn by lot: here all are there",
    "bestQuestions": "that only the best questions count",
    "title": "titles of zones: a pack has one list of exercises",
    "triesPerVariant": "numbers of tries for single questions",
    "manualPoints": "points that a person gives",
    "points that fall with each try": "points that fall with each try: the first is kept",
}


def _say_what_stays_behind(info: dict[str, Any], assessments: _Assessments, notes: Notes) -> None:
    for key in sorted(assessments.said):
        notes.drop(_MEANINGS[key])
    known = {"uuid", "name", "title", "topics", "tags", "assessmentSets"}
    unknown = sorted(set(info) - known)
    if unknown:
        notes.drop(f"{', '.join(unknown)} of infoCourse.json: nothing here uses them")
