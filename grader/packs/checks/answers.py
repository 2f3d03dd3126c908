"""References, starters and known mistakes beside each other, and beside the tests that are to tell them apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from grader.packs.loaded import LoadedExercise
from grader.packs.mutants import mutants_of
from grader.packs.notes import Notes

_CODE = ("pytest", "cases", "stdio")
_STARTER = "the starter"


def check_answers(exercise: LoadedExercise, notes: Notes) -> None:
    """Notes answers that are missing, or the same as another."""
    if exercise.kind not in _CODE:
        return
    if not exercise.reference:
        message = "there is no reference: nothing shows that the exercise can be solved"
        notes.fault(("reference",), message)
    missing = [name for name in exercise.files if exercise.reference and name not in exercise.reference]
    for name in missing:
        notes.fault(("reference",), f"the reference has no file {name}, which learners hand in")
    known: dict[object, str] = {_meaning(exercise.reference): "the reference"} if exercise.reference else {}
    if exercise.starter:
        meaning = _meaning(exercise.starter)
        if meaning in known and not missing:
            notes.fault(("starter",), "the starter is the same as the reference")
        known.setdefault(meaning, _STARTER)
    for name, mistake in exercise.mistakes.items():
        meaning = _meaning(mistake.files)
        if meaning in known:
            note = notes.warn if known[meaning] == _STARTER else notes.fault
            note(("mistakes", name), f"the wrong answer {name!r} is the same as {known[meaning]}", key=True)
        known.setdefault(meaning, f"the wrong answer {name!r}")


def check_tests(exercise: LoadedExercise, notes: Notes) -> None:
    """Warns of hidden tests that use nothing of a submission, and of equivalent mutants that are none."""
    if exercise.kind == "pytest" and exercise.hidden:
        modules = {PurePosixPath(name).parts[0].removesuffix(".py") for name in exercise.files}
        texts = "\n".join([*exercise.hidden.values(), *exercise.support.values()])
        if not any(re.search(rf"\b{re.escape(module)}\b", texts) for module in modules):
            named = " or ".join(sorted(modules))
            notes.warn(("hidden",), f"no hidden test imports {named}: they do not look at what is handed in")
    if exercise.exercise.equivalent:
        ids = {mutant.id for mutant in mutants_of(exercise.reference, exercise.files, None)}
        for name in exercise.exercise.equivalent:
            if name not in ids:
                message = f"the reference has no mutant {name} any more: `pack check` prints those that it has"
                notes.warn(("equivalent", name), message, key=True)


def check_cases(exercise: LoadedExercise, notes: Notes) -> None:
    """Warns of cases that ask for the same twice, and notes choices of a question that read alike."""
    seen: dict[tuple[str | None, str | None], str] = {}
    for number, case in enumerate(exercise.exercise.cases):
        name = case.name or f"case_{number + 1}"
        asked = (_plain_call(case.call), case.input)
        if asked in seen:
            what = "calls" if case.call is not None else "reads"
            notes.warn(("cases", number), f"{name} {what} the same as {seen[asked]}")
        seen.setdefault(asked, name)
    for number, question in enumerate(exercise.exercise.questions):
        texts: set[tuple[tuple[str, str], ...]] = set()
        for position, choice in enumerate(question.choices):
            text = tuple(sorted((language, words.strip()) for language, words in choice.text.items()))
            if text in texts:
                notes.fault(("questions", number, "choices", position), "this choice is there already")
            texts.add(text)


def _plain_call(call: str | None) -> str | None:
    try:
        return None if call is None else ast.dump(ast.parse(call.strip(), mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return call


def _meaning(files: Mapping[str, bytes]) -> object:
    """The same for files that differ in comments and white space only."""
    return tuple(sorted((name, _tree(content)) for name, content in files.items()))


def _tree(content: bytes) -> str:
    try:
        return ast.dump(ast.parse(content))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return repr(b" ".join(content.split()))
