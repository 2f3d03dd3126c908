"""What the page of an exercise shows: statement, editor, result, hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template

from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.pages.examples import example_views
from web.pages.handed_in import SentFiles, lines_of
from web.pages.hints import hint_views
from web.pages.quiz_form import question_views
from web.services import submissions
from web.services.attempts import attempts_left
from web.services.courses import Step

_EARLIER = 20


@dataclass(frozen=True)
class FileView:
    """One file in the editor."""

    name: str
    text: str
    starter: str
    fault: str


@dataclass(frozen=True)
class Beginning:
    """What stands in the editor when the page opens."""

    sent: SentFiles
    base_id: str = ""
    """The submission that it is; empty for anything else."""
    revision: int = 0
    """Of the draft on the server."""
    chosen: bool = False
    """Whether the learner asked for it: then a draft of this browser does not take its place by itself."""


def exercise_page(found: LoadedExercise, step: Step, beginning: Beginning, *, fault: str, **more: Any) -> str:
    """The page. *more*: what is shown of the last submission, and the exercise's `address`."""
    sent = beginning.sent
    user = context.user()
    starter = {name: content.decode("utf-8", "replace") for name, content in found.starter.items()}
    earlier = submissions.history(context.session(), user, found.id, limit=_EARLIER)
    return render_template(
        "learn/exercise.html",
        exercise=_exercise_view(found, step, user.language),
        files=[
            FileView(
                name, sent.typed.get(name, starter.get(name, "")), starter.get(name, ""), sent.faults.get(name, "")
            )
            for name in found.files
        ],
        base=beginning.base_id,
        revision=beginning.revision,
        chosen=beginning.chosen,
        fault="" if sent.faults else fault,
        questions=question_views(found, user.id, user.language, sent),
        attempts_left=attempts_left(context.session(), context.catalog(), user, found.id),
        kind=found.kind,
        upload_open=bool(sent.faults),
        hints=hint_views(found),
        earlier=lines_of(earlier, context.catalog(), user.language),
        **more,
    )


def _exercise_view(found: LoadedExercise, step: Step, language: str) -> dict[str, object]:
    """What the template may know of an exercise: field by field, so that nothing hidden slips in."""
    catalog = context.catalog()
    pack = catalog.pack(found.id.partition("/")[0])
    first = pack.pack.languages[0]
    slugs = list(pack.exercises)
    text, text_language = catalog.statement(found, language)
    return {
        "id": found.id,
        "pack": pack.pack.id,
        "slug": found.slug,
        "title": step.title,
        "course": pick(pack.pack.title, language, first),
        "number": slugs.index(found.slug) + 1,
        "total": len(slugs),
        "state": step.progress.value,
        "minutes": step.minutes,
        "difficulty": step.difficulty,
        "language": text_language,
        "wanted_language": language,
        "statement": text,
        "examples": {} if found.kind in {"cases", "stdio"} else found.visible,
        "cases": example_views(found, language),
        "criteria": _criteria(found, language),
        "words": found.exercise.words,
    }


def _criteria(found: LoadedExercise, language: str) -> list[dict[str, object]]:
    """What a person will look at in a text."""
    return [
        {
            "title": pick(one.title, language, found.language),
            "describe": pick(one.describe, language, found.language),
            "points": one.points,
        }
        for one in found.exercise.criteria
    ]
