"""What is allowed in a pack, but not what an author usually wants. Nothing here keeps a pack from being used."""

from __future__ import annotations

from pathlib import Path

from grader.packs.faults import Fault, Faults
from grader.packs.reader import LoadedExercise, LoadedPack


def advice_on_pack(pack: LoadedPack) -> list[Fault]:
    """Warnings on the pack and all its exercises."""
    faults = Faults()
    path = pack.folder / "pack.yaml"
    languages = pack.pack.languages
    _missing(faults, path, "title", pack.pack.title, languages)
    folders = {folder.name for folder in pack.folder.iterdir() if (folder / "exercise.yaml").is_file()}
    for name in sorted(folders - set(pack.exercises)):
        faults.warn(path, f"the folder {name!r} is not in the list of exercises: learners do not see it")
    for exercise in pack.exercises.values():
        faults.found += advice_on_exercise(exercise, languages)
    return faults.found


def advice_on_exercise(exercise: LoadedExercise, languages: list[str]) -> list[Fault]:
    """Warnings on one exercise of a pack in these *languages*."""
    faults = Faults()
    path = exercise.part.path
    if exercise.exercise.isolation == "shared":
        faults.warn(path, "isolation: shared: a submission can read the hidden tests and forge its result")
    _missing(faults, path, "title", exercise.exercise.title, languages)
    for language in languages:
        if language not in exercise.statements and not (language == languages[0] and "" in exercise.statements):
            faults.warn(path, f"there is no statement in {language}")
    for spec in exercise.exercise.tests:
        _missing(faults, path, f"title of {spec.name}", spec.title, languages)
        _missing(faults, path, f"hint of {spec.name}", spec.hint, languages)
    for number, hint in enumerate(exercise.exercise.hints, start=1):
        _missing(faults, path, f"hint {number}", hint, languages)
    return faults.found


def _missing(faults: Faults, path: Path, what: str, text: dict[str, str], languages: list[str]) -> None:
    """A text without a language stands for all; one that is not there is no matter."""
    if not text or "" in text:
        return
    missing = [language for language in languages if language not in text]
    if missing:
        faults.warn(path, f"the {what} is missing in {', '.join(missing)}")
