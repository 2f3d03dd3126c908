"""Files that lie in a pack and are used by nothing: most often a name that is written differently elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from grader.model import Exercise, InlineExercise, Pack
from grader.packs.checks.markup import statement_file
from grader.packs.faults import Faults
from grader.packs.loaded import LoadedExercise
from grader.packs.notes import Notes

_FOR_PEOPLE = re.compile(r"[A-Z][A-Z_-]*(\.[a-z]+)?")
"""README, LICENSE.md and the like are for whoever opens the folder."""
_FOLDERS_OF_KINDS = {
    "pytest": ("starter", "reference", "hidden", "visible"),
    "cases": ("starter", "reference"),
    "stdio": ("starter", "reference"),
    "quiz": (),
    "text": ("starter", "reference"),
}
_UNFINISHED = "unfinished"
"""Where an import puts exercises that wait for an author."""
_MOST = 200


def check_unused(exercise: LoadedExercise, faults: Faults) -> None:
    """Warns of files and folders of an exercise that nothing names."""
    if exercise.folder.is_dir():
        used = set(_used(exercise))
        for path in _unused(exercise.folder, PurePosixPath(), used):
            faults.warn(exercise.folder / path, "nothing uses this")


def check_folders(pack: Pack, folder: Path, faults: Faults, notes: Notes) -> None:
    """Warns of exercises in the pack's *folder* that are not listed, and of what else lies there."""
    listed = {entry.id if isinstance(entry, InlineExercise) else entry for entry in pack.exercises}
    for path in sorted(folder.iterdir()):
        if path.name in {"pack.yaml", _UNFINISHED, *listed} or _is_aside(path):
            continue
        if (path / "exercise.yaml").is_file():
            message = f"the folder {path.name!r} is not in the list of exercises: learners do not see it"
            notes.warn(("exercises",), message, key=True)
        else:
            faults.warn(path, "nothing uses this")


def _used(exercise: LoadedExercise) -> Iterator[PurePosixPath]:
    """Paths in the exercise's folder that are read; a folder stands for all that is in it."""
    written: Exercise = exercise.exercise
    yield PurePosixPath("exercise.yaml")
    if isinstance(written.statement, str):
        for language in exercise.statements:
            yield PurePosixPath(statement_file(written.statement, language))
    values = [getattr(written, key) for key in _FOLDERS_OF_KINDS[exercise.kind]]
    values += [mistake.answer for mistake in written.mistakes.values()]
    if written.inputs is not None and written.inputs.strategy is not None:
        values.append(written.inputs.strategy)
    yield from (PurePosixPath(value) for value in values if isinstance(value, str))
    if isinstance(written.support, list):
        yield from (PurePosixPath("support", name) for name in written.support)


def _unused(root: Path, below: PurePosixPath, used: set[PurePosixPath]) -> Iterator[PurePosixPath]:
    for path in sorted((root / below).iterdir())[:_MOST]:
        relative = below / path.name
        if relative in used or _is_aside(path):
            continue
        if any(relative in one.parents for one in used):
            yield from _unused(root, relative, used)
        else:
            yield relative


def _is_aside(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc"
    return hidden or bool(_FOR_PEOPLE.fullmatch(path.name))
