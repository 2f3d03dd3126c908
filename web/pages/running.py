"""What a browser needs to run an exercise by itself: the visible tests, and the words for what comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Blueprint
from flask_babel import gettext

from grader.explanations import SENTENCES
from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.languages import interface_language
from web.pages.assets import MEGABYTE, asset_url, built_files, folder_url
from web.pages.words import OUTCOMES

blueprint = Blueprint("running", __name__)

_IMAGE = "python"
_NEVER_HERE = ("quiz_", "answers_", "too_few_words", "too_many_words", "waits_for_person", "replaced")


@dataclass(frozen=True)
class RunView:
    """An exercise as the runner on its page sees it."""

    kind: str
    """`code`, or `quiz`, of which a browser can only see whether everything is answered."""
    task: dict[str, object]
    """For the page's script. Everything in it, the learner may read."""
    tests: int
    megabytes: float
    """What the first run loads."""


@blueprint.app_template_global("run_view")
def run_view(exercise_id: str) -> RunView | None:
    """How the exercise runs in the browser; None where nothing of it can."""
    found = context.catalog().exercise_for(context.user(), exercise_id)
    if found.kind == "quiz":
        return RunView("quiz", {}, 0, 0)
    if found.kind == "text" or found.exercise.image != _IMAGE or not any(map(_is_code, found.files)):
        return None
    visible = {} if _needs_support(found) else found.visible
    tests = [
        {"name": test.name, "file": test.file, "visible": True, "show": "details", "title": _title(found, number)}
        for number, test in enumerate(found.tests)
        if test.visible and test.file in visible
    ]
    task: dict[str, object] = {
        "runner": {
            "worker": asset_url("runner-worker.js"),
            "pyodide": folder_url("pyodide"),
            "python": asset_url("runner-python.zip"),
        },
        "files": list(found.files),
        "visible": visible,
        "tests": tests,
        "sentences": {code: gettext(text) for code, text in SENTENCES.items() if not code.startswith(_NEVER_HERE)},
        "language": interface_language(),
        "outcomes": {outcome.value: gettext(text) for outcome, text in OUTCOMES.items()},
    }
    return RunView("code", task, len(tests), runner_bytes() / MEGABYTE)


def runner_bytes() -> int:
    """What the first run loads: the built files of the runner alone."""
    return sum(size for name, size in built_files().items() if name.startswith(("runner-", "pyodide-")))


def _title(found: LoadedExercise, number: int) -> str:
    test = found.tests[number]
    return pick(test.title, context.user().language, found.language) if test.title else test.name


def _is_code(name: str) -> bool:
    return name.endswith(".py")


def _needs_support(found: LoadedExercise) -> bool:
    """Whether a visible test uses one of the author's own modules, which are secret: they may know the answers."""
    modules = {PurePosixPath(name).parts[0].removesuffix(".py") for name in found.support} - {"conftest"}
    pattern = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.MULTILINE)
    return any(modules & set(pattern.findall(text)) for text in found.visible.values())
