"""Submissions as lines of a list, and the files that a form sends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

from grader.model import pick
from grader.packs.reader import LoadedExercise
from grader.reports import Verdict
from web.models import State, Submission
from web.services.catalog import Catalog
from web.services.errors import NotFound


@dataclass(frozen=True)
class SubmissionLine:
    """One submission in a list. `verdict` and `score` are None while it is not graded."""

    id: str
    title: str
    created_at: datetime
    state: State
    verdict: Verdict | None
    score: float | None
    waits_for_person: bool
    """Whether it is a text that nobody has graded yet."""


def lines_of(submissions: Iterable[Submission], catalog: Catalog, language: str) -> list[SubmissionLine]:
    """*submissions* in their order."""
    lines = []
    for submission in submissions:
        stored = submission.latest if submission.state == State.GRADED else None
        counts = stored is not None and stored.verdict != Verdict.GRADER_ERROR
        exercise = _exercise_of(catalog, submission.exercise)
        lines.append(
            SubmissionLine(
                id=submission.id,
                title=_title(exercise, submission.exercise, language),
                created_at=submission.created_at,
                state=submission.state,
                verdict=stored.verdict if stored else None,
                score=stored.score if stored and counts else None,
                waits_for_person=stored is None and exercise is not None and exercise.kind == "text",
            )
        )
    return lines


def title_of(catalog: Catalog, exercise_id: str, language: str) -> str:
    """The exercise's title; its id when it is in no pack any more."""
    return _title(_exercise_of(catalog, exercise_id), exercise_id, language)


def _exercise_of(catalog: Catalog, exercise_id: str) -> LoadedExercise | None:
    try:
        return catalog.exercise(exercise_id)
    except NotFound:
        return None


def _title(exercise: LoadedExercise | None, exercise_id: str, language: str) -> str:
    return pick(exercise.exercise.title, language, exercise.language) if exercise else exercise_id


@dataclass
class SentFiles:
    """What a form sent for each file of an exercise: a file from the computer, or else the text of the editor."""

    contents: dict[str, bytes] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """Name → the text of the editor, to be shown again."""
    faults: dict[str, str] = field(default_factory=dict)
    """Name → what is wrong with the file from the computer."""
    fields: MultiDict[str, str] = field(default_factory=MultiDict)
    """Of a quiz: the fields as they were filled in, to be shown again."""


def sent_files(names: Sequence[str], form: MultiDict[str, str], uploads: MultiDict[str, FileStorage]) -> SentFiles:
    """Reads the fields `text-N` and `upload-N`, N counting *names* from 0."""
    sent = SentFiles()
    for number, name in enumerate(names):
        text = with_plain_ends(form.get(f"text-{number}", ""))
        sent.typed[name] = text
        upload = uploads.get(f"upload-{number}")
        if upload is None or not upload.filename:
            sent.contents[name] = text.encode("utf-8", "replace")
            continue
        sent.contents[name] = upload.read()
        if not _is_text(sent.contents[name]):
            sent.faults[name] = _(
                "The file that you chose for %(name)s is not text. Save it as plain text (UTF-8).", name=name
            )
    return sent


def with_plain_ends(text: str) -> str:
    """*text* of a form, which browsers send with the line ends of Windows, with the plain ones."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
