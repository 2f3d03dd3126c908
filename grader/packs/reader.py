"""Reads packs and exercises from folders: YAML and files become models, or faults with their places."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from grader.model import Exercise, InlineExercise, Limits, Pack
from grader.packs.exercise_reader import Home, load_exercise
from grader.packs.faults import Fault, Faults, FaultyPack
from grader.packs.loaded import Library, LoadedExercise, LoadedMistake, LoadedPack
from grader.packs.notes import Notes
from grader.packs.validation import meant, validated, without_faulty_keys
from grader.packs.yaml_source import Part, Source, read_source

__all__ = [
    "Library",
    "LoadedExercise",
    "LoadedMistake",
    "LoadedPack",
    "read_exercise",
    "read_library",
    "read_pack",
    "read_sound_part",
]

_ASIDE = frozenset(
    {"title", "difficulty", "minutes", "tags", "show", "hints", "limits", "bridge", "words"}
    | {"replaces_queued", "public_tests", "licence", "authors", "source"}
)
"""Keys on which nothing else depends: when they are faulty, the rest of an exercise is looked through all the same."""


def read_library(root: Path) -> Library:
    """Reads every pack below *root*. A faulty pack does not keep the others from being used."""
    packs: dict[str, LoadedPack] = {}
    faults: dict[str, list[Fault]] = {}
    for folder in sorted(root.iterdir() if root.is_dir() else ()):
        if not (folder / "pack.yaml").is_file():
            continue
        try:
            packs[folder.name] = read_pack(folder)
        except FaultyPack as error:
            faults[folder.name] = error.faults
    return Library(packs, faults)


def read_pack(folder: Path) -> LoadedPack:
    """Reads a pack with all its exercises. Raises `FaultyPack` with all faults."""
    pack, faults = read_sound_part(folder)
    serious = [fault for fault in faults if not fault.warning]
    if pack is None or serious:
        raise FaultyPack(serious)
    return pack


def read_sound_part(folder: Path) -> tuple[LoadedPack | None, list[Fault]]:
    """A pack with those of its exercises that have no faults, and all faults; None where `pack.yaml` itself has any."""
    faults = Faults()
    path = folder / "pack.yaml"
    source = read_source(path, faults)
    if source is None:
        return None, faults.found
    notes = Notes(Part(path, source), faults)
    pack = validated(Pack, notes.part, faults)
    if pack is None:
        _note_faults_of_folders(folder, notes)
        return None, faults.found
    if pack.id != folder.resolve().name:
        notes.fault(("id",), f"the id is {pack.id!r}, but the folder is called {folder.resolve().name!r}")
    exercises: dict[str, LoadedExercise] = {}
    seen: set[str] = set()
    for number, entry in enumerate(pack.exercises):
        slug = entry.id if isinstance(entry, InlineExercise) else entry
        if slug in seen:
            notes.fault(("exercises", number), f"the exercise {slug!r} is there already")
            continue
        seen.add(slug)
        try:
            exercises[slug] = _entry(folder, pack, number, entry, notes)
        except FaultyPack as error:
            faults.found.extend(error.faults)
    _check_prerequisites(pack, notes)
    return LoadedPack(pack, folder, notes.part, exercises), faults.found


def read_exercise(
    folder: Path, *, pack: str | None = None, language: str = "en", limits: Limits | None = None
) -> LoadedExercise:
    """Reads one exercise folder; *language* and *limits* are its pack's. Raises `FaultyPack` with all faults."""
    folder = folder.resolve()
    faults = Faults()
    home = Home(folder, folder.name, pack, language, limits or Limits())
    path = folder / "exercise.yaml"
    if not path.exists():
        if not (folder / "tests").is_dir():
            faults.add(path, "there is no exercise.yaml, and no tests/ folder either")
            raise FaultyPack(faults.found)
        return load_exercise(Exercise(), home, Notes(Part(path, Source({})), faults))
    source = read_source(path, faults)
    notes = Notes(Part(path, source or Source({})), faults)
    exercise = validated(Exercise, notes.part, faults) if source else None
    if exercise is None and source:
        exercise = without_faulty_keys(Exercise, notes.part, _ASIDE)
    if exercise is None:
        raise FaultyPack(faults.found)
    return load_exercise(exercise, home, notes)


def _entry(folder: Path, pack: Pack, number: int, entry: str | InlineExercise, notes: Notes) -> LoadedExercise:
    where = ("exercises", number)
    slug = entry.id if isinstance(entry, InlineExercise) else entry
    language = pack.languages[0]
    if (folder / slug).is_symlink():
        raise FaultyPack([notes.part.fault(where, f"the folder {slug!r} is a link; a pack holds its files itself")])
    if isinstance(entry, InlineExercise):
        if (folder / slug / "exercise.yaml").exists():
            message = f"the exercise {slug!r} is written here and in {slug}/exercise.yaml: keep one"
            raise FaultyPack([notes.part.fault((*where, "id"), message)])
        home = Home((folder / slug).resolve(), slug, pack.id, language, pack.limits)
        return load_exercise(entry, home, Notes(Part(notes.part.path, notes.part.source, where), Faults()))
    if not (folder / slug).is_dir():
        message = f"there is no folder {slug!r}{meant(slug, _folders(folder))}"
        raise FaultyPack([notes.part.fault(where, message)])
    return read_exercise(folder / slug, pack=pack.id, language=language, limits=pack.limits)


def _note_faults_of_folders(folder: Path, notes: Notes) -> None:
    """Where `pack.yaml` itself has faults: those of the exercises that it names, so that all are told in one go."""
    listed = notes.part.data.get("exercises") if isinstance(notes.part.data, dict) else None
    known = set(_folders(folder))
    seen: set[str] = set()
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        try:
            if isinstance(entry, dict):
                part = Part(notes.part.path, notes.part.source, ("exercises", number))
                exercise = InlineExercise.model_validate(entry)
                home = Home((folder / exercise.id).resolve(), exercise.id, None, "en", Limits())
                load_exercise(exercise, home, Notes(part, Faults()))
            elif isinstance(entry, str) and entry in known - seen:
                seen.add(entry)
                read_exercise(folder / entry)
        except ValidationError:
            continue  # its faults are among those of the pack
        except FaultyPack as error:
            notes.faults.found.extend(error.faults)


def _check_prerequisites(pack: Pack, notes: Notes) -> None:
    known = [entry.id if isinstance(entry, InlineExercise) else entry for entry in pack.exercises]
    for slug, needed in pack.prerequisites.items():
        if slug not in known:
            notes.fault(("prerequisites", slug), f"there is no exercise {slug!r}{meant(slug, known)}", key=True)
        for number, one in enumerate(needed):
            if one not in known:
                message = f"there is no exercise {one!r}{meant(one, known)}"
                notes.fault(("prerequisites", slug, number), message)


def _folders(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
