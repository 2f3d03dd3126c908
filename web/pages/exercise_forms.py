"""The forms of an exercise page: which exercise they are for, and what they send."""

from __future__ import annotations

import re

from flask import request
from werkzeug.datastructures import MultiDict

from grader.packs.reader import LoadedExercise
from web import context
from web.pages.handed_in import SentFiles, sent_files
from web.pages.quiz_form import fields_of, sent_answers
from web.services.courses import Progress, Step
from web.services.errors import NotAllowed

_NUMBER = re.compile(r"[0-9]{1,9}")


def open_exercise(pack: str, slug: str, *, also_locked: bool = False) -> tuple[LoadedExercise, Step]:
    """The exercise, for somebody who may work on it now. Raises `NotFound`, `NotAllowed`."""
    found = context.catalog().exercise_for(context.user(), f"{pack}/{slug}")
    step = context.catalog().step(context.session(), context.user(), found.id)
    if step.progress is Progress.LOCKED and not also_locked:
        raise NotAllowed("This exercise opens when you have passed the ones before it.")
    return found, step


def sent_work(found: LoadedExercise, *, with_uploads: bool = True) -> SentFiles:
    """What this request's form holds; for a draft without the files from the computer."""
    if found.kind == "quiz":
        return sent_answers(found, context.user().id, request.form)
    return sent_files(found.files, request.form, request.files if with_uploads else MultiDict())


def sent_revision() -> int:
    """The draft that the window knew of; 0 for none."""
    sent = request.form.get("revision", "")
    return int(sent) if _NUMBER.fullmatch(sent) else 0


def holds_work() -> bool:
    """Whether the editor's fields came along, rather than a button alone."""
    return any(name.startswith(("text-", "question-")) for name in request.form)


def work_before(found: LoadedExercise, contents: dict[str, bytes]) -> SentFiles:
    """What stands in the form when *contents* are to be worked on further; the starter where there are none."""
    if found.kind == "quiz":
        return SentFiles(fields=fields_of(found, context.user().id, contents.get(found.files[0], b"")))
    return SentFiles(typed={name: content.decode("utf-8", "replace") for name, content in contents.items()})
