"""Makes an exercise of its model: reads its files, checks what its kind asks for, and lists its tests."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from grader import kinds
from grader.bundles import MAX_BUNDLE_BYTES, BundledTest
from grader.model import Exercise, Limits
from grader.packs.contents import Contents
from grader.packs.demands import check_demands
from grader.packs.found_tests import found_tests
from grader.packs.input_demands import check_strategy_file
from grader.packs.loaded import LoadedExercise, LoadedMistake
from grader.packs.notes import Notes
from grader.packs.quiz_demands import right_answers

ANSWERS, ANSWER = "answers.json", "answer.txt"
"""What a learner hands in for a quiz, and for a text."""
_SHORT = 80


@dataclass(frozen=True)
class Home:
    """Where an exercise belongs, and what it takes from its pack."""

    folder: Path
    slug: str
    pack: str | None
    language: str
    limits: Limits


@dataclass(frozen=True)
class _Tests:
    tests: tuple[BundledTest, ...]
    hidden: dict[str, str]
    visible: dict[str, str]


def load_exercise(exercise: Exercise, home: Home, notes: Notes) -> LoadedExercise:
    """The exercise with its files. Raises `FaultyPack` with all faults that are noted."""
    contents = Contents(home.folder, notes)
    check_demands(exercise, notes)
    starter = contents.files(("starter",), exercise.starter)
    reference = contents.files(("reference",), exercise.reference)
    support = contents.support(exercise.support)
    strategy = _strategy(exercise, contents, home, notes)
    mistakes = _mistakes(exercise, contents, home, notes)
    statements = contents.statements(exercise.statement)
    files = _files(exercise, starter, reference, notes)
    for name, mistake in mistakes.items():
        _check_answer(mistake.files, files, ("mistakes", name), notes)
    if exercise.inputs is not None:
        _check_reference(reference, notes)
    tests = _tests(exercise, files, contents, notes)
    if tests.tests and not any(test.points for test in tests.tests):
        notes.fault((), "no test gives any points")
    notes.faults.raise_if_any()
    if exercise.kind == "quiz":
        reference = {ANSWERS: json.dumps(right_answers(exercise.questions), ensure_ascii=False).encode()}
    loaded = LoadedExercise(
        id=f"{home.pack}/{home.slug}" if home.pack else home.slug,
        slug=home.slug,
        language=home.language,
        folder=home.folder,
        part=notes.part,
        exercise=exercise.model_copy(
            update={
                "title": exercise.title or {"": home.slug.replace("-", " ").capitalize()},
                "limits": exercise.limits.over(home.limits),
            }
        ),
        files=files,
        starter=starter,
        reference=reference,
        hidden=tests.hidden,
        visible=tests.visible,
        support=support,
        statements=statements,
        mistakes=mistakes,
        tests=tests.tests,
        strategy=strategy,
    )
    if len(loaded.bundle().to_bytes()) > MAX_BUNDLE_BYTES:
        notes.fault((), f"tests and answers are larger than {MAX_BUNDLE_BYTES >> 20} MB together")
    notes.faults.raise_if_any()
    return loaded


def _files(exercise: Exercise, starter: dict[str, bytes], reference: dict[str, bytes], notes: Notes) -> tuple[str, ...]:
    if exercise.kind == "quiz":
        return (ANSWERS,)
    if exercise.kind == "text":
        for key, texts in (("starter", starter), ("reference", reference)):
            if texts and list(texts) != [ANSWER]:
                notes.fault((key,), f"an exercise of kind text has one file, called {ANSWER}")
        return (ANSWER,)
    files = tuple(exercise.files or starter or reference)
    if not files:
        message = "it is not said which files are handed in: name them, or put them into starter/"
        notes.fault(("files",), message)
    return files


def _mistakes(exercise: Exercise, contents: Contents, home: Home, notes: Notes) -> dict[str, LoadedMistake]:
    found: dict[str, LoadedMistake] = {}
    for name, mistake in exercise.mistakes.items():
        texts = contents.texts(("mistakes", name, "answer"), mistake.answer)
        if not texts and (not isinstance(mistake.answer, str) or (home.folder / mistake.answer).is_dir()):
            notes.fault(("mistakes", name, "answer"), f"the wrong answer {name!r} has no files")
        found[name] = LoadedMistake({file: text.encode() for file, text in texts.items()}, mistake.say)
    return found


def _check_answer(answer: dict[str, bytes], files: tuple[str, ...], where: tuple[str, str], notes: Notes) -> None:
    missing = [name for name in files if name not in answer]
    if missing and answer:
        notes.fault((*where, "answer"), f"the wrong answer {where[-1]!r} has no file {missing[0]}")


def _check_reference(reference: dict[str, bytes], notes: Notes) -> None:
    if not reference:
        notes.fault(("inputs",), "there is no reference to compare with", key=True)
    for name, content in reference.items():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            notes.fault(("inputs",), f"the reference's {name} is not UTF-8 text", key=True)


def _strategy(exercise: Exercise, contents: Contents, home: Home, notes: Notes) -> str:
    if exercise.inputs is None or exercise.inputs.strategy is None:
        return ""
    name = exercise.inputs.strategy
    text = contents.text(("inputs", "strategy"), name)

    def tell(line: int, column: int, message: str) -> None:
        notes.faults.add(home.folder / name, message, line=line, column=column)

    if text:
        check_strategy_file(text, tell)
    return text


def _tests(exercise: Exercise, files: tuple[str, ...], contents: Contents, notes: Notes) -> _Tests:
    if exercise.kind == "pytest":
        hidden, visible = (contents.texts((key,), getattr(exercise, key)) for key in ("hidden", "visible"))
        return _Tests(found_tests(exercise, hidden, visible, contents, notes), hidden, visible)
    if exercise.kind == "quiz":
        questions = [
            BundledTest(
                name=one.name,
                file=ANSWERS,
                title={language: _short(text) for language, text in one.ask.items()},
                points=one.points,
                show=exercise.show,
                hint=one.hint,
            )
            for one in exercise.questions
        ]
        return _Tests(tuple(questions), {}, {})
    if exercise.kind == "text":
        criteria = [
            BundledTest(name=one.name, file=ANSWER, title=one.title, points=one.points, show=exercise.show)
            for one in exercise.criteria
        ]
        return _Tests(tuple(criteria), {}, {})
    if notes.faults.serious:
        return _Tests((), {}, {})
    try:
        rendered = kinds.render(exercise, files)
    except ValueError as error:
        notes.fault(("files",), str(error))
        return _Tests((), {}, {})
    return _Tests(rendered.tests, rendered.hidden, rendered.visible)


def _short(markdown: str) -> str:
    """The first words of a question, without its markup."""
    line = next((line.strip() for line in markdown.splitlines() if line.strip()), "")
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line).lstrip("# ").replace("**", "").replace("`", "")
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1].rstrip() + "…"
