"""All checks of a pack or an exercise, as far as it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.model import Limits
from grader.packs.checks.answers import check_answers, check_cases, check_tests
from grader.packs.checks.ceilings import check_limits
from grader.packs.checks.markup import check_markup, check_statement_markup
from grader.packs.checks.prerequisites import check_prerequisites
from grader.packs.checks.texts import texts_of_exercise, texts_of_pack
from grader.packs.checks.translations import check_statements, check_texts
from grader.packs.checks.unused import check_folders, check_unused
from grader.packs.faults import Fault, Faults, FaultyPack
from grader.packs.notes import Notes
from grader.packs.reader import LoadedExercise, read_exercise, read_sound_part


@dataclass(frozen=True)
class Checked:
    """What was found."""

    faults: list[Fault]
    """Faults and warnings in their order."""
    sound: list[LoadedExercise]
    """Exercises without faults, which can be run."""
    count: int
    """Of all exercises, faulty ones among them."""


def check_pack(folder: Path, ceilings: Limits | None = None) -> Checked:
    """Checks a pack with all its exercises; *ceilings* are the grader's."""
    pack, found = read_sound_part(folder)
    if pack is None:
        return Checked(_sorted(found), [], 0)
    faults = Faults()
    notes = Notes(pack.part, faults)
    texts = list(texts_of_pack(pack.pack))
    check_texts(texts, pack.pack.languages, notes)
    check_markup(texts, notes)
    check_prerequisites(pack.pack, notes)
    check_folders(pack.pack, folder, faults, notes)
    check_limits(pack.pack.limits, ceilings, notes)
    sound = []
    for exercise in pack.exercises.values():
        own = _faults_of(exercise, pack.pack.languages, ceilings)
        faults.found += own
        if not any(not fault.warning for fault in own):
            sound.append(exercise)
    return Checked(_sorted([*found, *faults.found]), sound, len(pack.pack.exercises))


def check_exercise(folder: Path, ceilings: Limits | None = None) -> Checked:
    """Checks one exercise outside any pack."""
    try:
        exercise = read_exercise(folder)
    except FaultyPack as error:
        return Checked(_sorted(error.faults), [], 1)
    faults = _faults_of(exercise, [], ceilings)
    sound = [] if any(not fault.warning for fault in faults) else [exercise]
    return Checked(_sorted(faults), sound, 1)


def _faults_of(exercise: LoadedExercise, languages: list[str], ceilings: Limits | None) -> list[Fault]:
    faults = Faults()
    notes = Notes(exercise.part, faults)
    written = exercise.exercise
    texts = list(texts_of_exercise(written))
    if "title" not in exercise.part.data:
        notes.warn((), "there is no title: learners see the folder's name")
    check_texts(texts, languages, notes)
    check_statements(exercise, languages, notes)
    check_markup(texts, notes)
    check_statement_markup(exercise, notes)
    check_unused(exercise, faults)
    check_answers(exercise, notes)
    check_tests(exercise, notes)
    check_cases(exercise, notes)
    _check_limits(exercise, ceilings, notes)
    if written.isolation == "shared":
        message = "isolation: shared: a submission can read the hidden tests and forge its result"
        notes.warn(("isolation",), message)
    return faults.found


def _check_limits(exercise: LoadedExercise, ceilings: Limits | None, notes: Notes) -> None:
    """Only of limits that are written here: the pack's own were looked at already."""
    own = exercise.part.data.get("limits")
    if isinstance(own, dict):
        check_limits(Limits.model_validate(own), ceilings, notes)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda one: (str(one.file), one.line, one.column, one.message))
