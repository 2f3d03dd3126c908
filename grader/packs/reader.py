"""Reads packs and exercises from folders: YAML and files become models, or faults with their places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from grader.bundles import Bundle, BundledTest, digest_of
from grader.model import Exercise, Pack, TestSpec
from grader.packs.collection import is_test_file, test_functions
from grader.packs.faults import Fault, Faults, FaultyPack
from grader.packs.yaml_source import Source, Where, read_source
from grader.reports import Show

MAX_FILE_BYTES = 512 * 1024
MAX_FOLDER_FILES = 200
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with the content of its files. All but `starter`, `visible` and `statements` is secret."""

    id: str
    """`pack/slug`, or the slug alone for an exercise outside any pack."""
    slug: str
    language: str
    """The first language of its pack: what is shown where a translation is missing."""
    folder: Path
    exercise: Exercise
    files: tuple[str, ...]
    """What a submission must hold."""
    starter: dict[str, bytes]
    reference: dict[str, bytes]
    hidden: dict[str, str]
    visible: dict[str, str]
    support: dict[str, str]
    statements: dict[str, str]
    """Language → Markdown; the key "" stands for the pack's first language."""
    wrong: dict[str, dict[str, bytes]]
    tests: tuple[BundledTest, ...]

    def bundle(self) -> Bundle:
        """What the sandbox needs of it."""
        return Bundle(
            exercise=self.id,
            language=self.language,
            kind=self.exercise.kind,
            image=self.exercise.image,
            files=list(self.files),
            support=self.support,
            hidden=self.hidden,
            visible=self.visible,
            tests=list(self.tests),
            limits=self.exercise.limits,
            isolation=self.exercise.isolation,
            bridge=self.exercise.bridge,
        )

    def digest(self) -> str:
        """The digest of its bundle: submissions are pinned to it."""
        return digest_of(self.bundle().to_bytes())


@dataclass(frozen=True)
class LoadedPack:
    """A pack with its exercises, in their order."""

    pack: Pack
    folder: Path
    exercises: dict[str, LoadedExercise]
    """Slug → exercise."""


@dataclass(frozen=True)
class Library:
    """All packs of a folder: the sound ones, and what is wrong with the others."""

    packs: dict[str, LoadedPack]
    faults: dict[str, list[Fault]]
    """Folder name of a pack that cannot be used → its faults."""

    def exercise(self, exercise_id: str) -> LoadedExercise | None:
        """The exercise called `pack/slug`."""
        pack, _, slug = exercise_id.partition("/")
        return self.packs[pack].exercises.get(slug) if pack in self.packs else None


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
    faults = Faults()
    path = folder / "pack.yaml"
    source = read_source(path, faults)
    pack = _model(Pack, source, path, faults) if source else None
    if pack is None or source is None:
        raise FaultyPack(faults.found)
    if pack.id != folder.name:
        line, column = source.place(("id",))
        faults.add(path, f"the id is {pack.id!r}, but the folder is called {folder.name!r}", line=line, column=column)
    exercises: dict[str, LoadedExercise] = {}
    for number, slug in enumerate(pack.exercises):
        if not (folder / slug).is_dir():
            line, column = source.place(("exercises", number))
            faults.add(path, f"there is no folder {slug!r}{_meant(slug, _folders(folder))}", line=line, column=column)
            continue
        try:
            exercises[slug] = read_exercise(folder / slug, pack=pack.id, language=pack.languages[0])
        except FaultyPack as error:
            faults.found.extend(error.faults)
    faults.raise_if_any()
    return LoadedPack(pack, folder, exercises)


def read_exercise(folder: Path, *, pack: str | None = None, language: str = "en") -> LoadedExercise:
    """Reads one exercise folder; *language* is its pack's first. Raises `FaultyPack` with all faults."""
    return _ExerciseReader(folder.resolve(), pack, language).read()


class _ExerciseReader:
    def __init__(self, folder: Path, pack: str | None, language: str) -> None:
        self._folder, self._pack, self._language = folder, pack, language
        self._faults = Faults()
        self._path = folder / "exercise.yaml"
        self._source = Source({})

    def read(self) -> LoadedExercise:
        exercise = self._exercise()
        if exercise is None:
            raise FaultyPack(self._faults.found)
        starter, reference = (self._files(name) for name in (exercise.starter, exercise.reference))
        hidden, visible = (self._texts(name) for name in (exercise.hidden, exercise.visible))
        support = {name: text for name, text in self._texts("support").items() if name in exercise.support}
        self._missing("support", exercise.support, support)
        files = tuple(exercise.files or starter or reference)
        if not files:
            self._fault(("files",), "it is not said which files are handed in: name them, or put them into starter/")
        wrong = {name: self._files(folder) for name, folder in exercise.wrong.items()}
        for name, content in wrong.items():
            if not content:
                self._fault(("wrong", name), f"the folder {exercise.wrong[name]!r} is missing or empty")
        tests = self._tests(exercise, hidden, visible)
        self._faults.raise_if_any()
        slug = self._folder.name
        title = exercise.title or {"": slug.replace("-", " ").capitalize()}
        return LoadedExercise(
            id=f"{self._pack}/{slug}" if self._pack else slug,
            slug=slug,
            language=self._language,
            folder=self._folder,
            exercise=exercise.model_copy(update={"title": title}),
            files=files,
            starter=starter,
            reference=reference,
            hidden=hidden,
            visible=visible,
            support=support,
            statements=self._statements(exercise.statement),
            wrong=wrong,
            tests=tests,
        )

    def _exercise(self) -> Exercise | None:
        if not self._path.exists():
            if (self._folder / "tests").is_dir():
                return Exercise()
            self._faults.add(self._path, "there is no exercise.yaml, and no tests/ folder either")
            return None
        source = read_source(self._path, self._faults)
        if source is None:
            return None
        self._source = source
        exercise = _model(Exercise, source, self._path, self._faults)
        return None if self._faults.serious else exercise

    def _fault(self, where: Where, message: str, *, key: bool = False) -> None:
        line, column = self._source.place(where, key=key)
        self._faults.add(self._path, message, line=line, column=column)

    def _missing(self, folder: str, names: list[str], found: dict[str, str]) -> None:
        for number, name in enumerate(names):
            if name not in found:
                self._fault((folder, number), f"there is no file {folder}/{name}{_meant(name, found)}")

    def _files(self, name: str) -> dict[str, bytes]:
        """The files below the folder *name*, by their path in it."""
        root = self._folder / name
        found: dict[str, bytes] = {}
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            relative = path.relative_to(root).as_posix()
            if "__pycache__" in path.parts or path.suffix == ".pyc" or path.is_dir():
                continue
            if path.is_symlink() or not path.resolve().is_relative_to(self._folder):
                self._faults.add(path, "is a link; a pack holds its files itself")
            elif path.stat().st_size > MAX_FILE_BYTES:
                self._faults.add(path, f"is larger than {MAX_FILE_BYTES // 1024} kB")
            elif len(found) >= MAX_FOLDER_FILES:
                self._faults.add(root, f"holds more than {MAX_FOLDER_FILES} files")
                break
            else:
                found[relative] = path.read_bytes()
        return found

    def _texts(self, name: str) -> dict[str, str]:
        texts: dict[str, str] = {}
        for file, content in self._files(name).items():
            try:
                texts[file] = content.decode("utf-8")
            except UnicodeDecodeError:
                self._faults.add(self._folder / name / file, "is not UTF-8 text")
        return texts

    def _statements(self, name: str) -> dict[str, str]:
        stem, _, suffix = name.rpartition(".")
        found: dict[str, str] = {}
        for path in sorted(self._folder.glob(f"{stem}*.{suffix}")):
            match = re.fullmatch(re.escape(stem) + r"(?:\.([a-z]{2}(?:-[A-Z]{2})?))?\." + re.escape(suffix), path.name)
            if match and not path.is_symlink():
                found[match[1] or ""] = path.read_text("utf-8", errors="replace")
        return found

    def _tests(self, exercise: Exercise, hidden: dict[str, str], visible: dict[str, str]) -> tuple[BundledTest, ...]:
        specs = {spec.name: (number, spec) for number, spec in enumerate(exercise.tests)}
        found: dict[str, BundledTest] = {}
        for folder, texts in ((exercise.hidden, hidden), (exercise.visible, visible)):
            for file, text in texts.items():
                for name, (line, column) in self._collected(folder, file, text).items():
                    path = self._folder / folder / file
                    if name in found:
                        self._faults.add(path, f"a test called {name} is there already", line=line, column=column)
                        continue
                    spec = specs[name][1] if name in specs else None
                    found[name] = _bundled(
                        name, file, spec, exercise, visible=folder == exercise.visible, number=len(found) + 1
                    )
        for name, (number, _spec) in specs.items():
            if name not in found:
                self._fault(("tests", number, "name"), f"there is no test {name}{_meant(name, found)}")
        if not hidden:
            self._faults.add(self._folder / exercise.hidden, "there are no hidden tests")
        elif not any(test.points for test in found.values()):
            self._faults.add(self._path, "no test gives any points")
        return tuple(found.values())

    def _collected(self, folder: str, file: str, text: str) -> dict[str, tuple[int, int]]:
        if not is_test_file(file):
            return {}
        try:
            return test_functions(text)
        except (SyntaxError, ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None) or 1
            self._faults.add(self._folder / folder / file, f"is no Python: {error}", line=line)
            return {}


def _bundled(
    name: str,
    file: str,
    spec: TestSpec | None,
    exercise: Exercise,
    *,
    visible: bool,
    number: int,
) -> BundledTest:
    show = Show.DETAILS if visible else (spec and spec.show) or exercise.show
    plain = name.rsplit("::", 1)[-1].removeprefix("test").strip("_").replace("_", " ").capitalize()
    title = (spec and spec.title) or {"": plain if show is Show.DETAILS and plain else f"Test {number}"}
    points = 0.0 if visible and not (spec and "points" in spec.model_fields_set) else spec.points if spec else 1.0
    return BundledTest(
        name=name, file=file, visible=visible, title=title, points=points, show=show, hint=spec.hint if spec else {}
    )


def _model(model: type[Model], source: Source, path: Path, faults: Faults) -> Model | None:
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        for one in error.errors():
            where: Where = tuple(part for part in one["loc"] if not str(part).startswith("function-"))
            unknown = one["type"] == "extra_forbidden"
            line, column = source.place(where, key=unknown)
            faults.add(path, _message(model, one, where), line=line, column=column)
        return None


def _message(model: type[BaseModel], error: Any, where: Where) -> str:
    name = ".".join(str(part) for part in where)
    if error["type"] == "extra_forbidden":
        return f"unknown key {str(where[-1])!r}{_meant(str(where[-1]), _keys(model))}"
    if error["type"] == "missing":
        return f"the key {str(where[-1])!r} is missing"
    text = f"{name}: {error['msg']}" if name else str(error["msg"])
    if isinstance(error.get("input"), bool) and error["type"] == "string_type":
        text += "; YAML reads yes, no, on and off as true and false: put it in quotes"
    elif error["type"] == "string_type" and isinstance(error.get("input"), int | float):
        text += "; put it in quotes"
    return text


def _keys(model: type[BaseModel]) -> set[str]:
    """All keys of a model and of the models in it: good enough to guess what was meant."""
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= _keys(part)
    return found


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f": did you mean {near[0]!r}?" if near else ""


def _folders(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_dir()]
