"""Converts a checkout of an Exercism track to a pack: nothing of it is run, and links in it are not followed."""

from __future__ import annotations

import ast
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from grader.errors import PackError
from grader.packs.collection import imported_names
from grader.packs.contents import MAX_FILE_BYTES
from grader.packs.faults import FaultyPack
from grader.packs.reader import read_exercise

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LIMITS = {"wall_seconds": 20, "test_seconds": 10}
_REFLECTED = {"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor"}
_OPERATORS = {f"__{side}{name}__" for name in _REFLECTED for side in ("", "r")} | {
    f"__{name}__" for name in ("matmul", "lt", "le", "gt", "ge", "contains")
}
_STATEMENT_PARTS = ("introduction.md", "instructions.md", "instructions.append.md")


@dataclass
class Conversion:
    """What became of one exercise of the track."""

    slug: str
    converted: bool = False
    notes: list[str] = field(default_factory=list)
    """What was not carried over and why; for one that was left out, the reason."""


@dataclass
class _Entry:
    slug: str
    name: str
    difficulty: int
    status: str
    folder: Path
    teaches: list[str]
    needs: list[str]


def import_track(source: Path, pack: Path) -> list[Conversion]:
    """Writes the track at *source* as a pack into the new or empty folder *pack*. Raises `PackError`."""
    if not _SLUG.fullmatch(pack.absolute().name):
        raise PackError(f"the folder's name becomes the pack's id: {pack.name!r} may hold a-z, 0-9 and hyphens only")
    if pack.exists() and (not pack.is_dir() or any(pack.iterdir())):
        raise PackError(f"{pack} is there already, and not empty")
    track = _json(source, "config.json")
    entries = _entries(source, track)
    pack.mkdir(parents=True, exist_ok=True)
    conversions = {entry.slug: _convert(entry, pack) for entry in entries}
    kept = [entry for entry in entries if conversions[entry.slug].converted]
    if not kept:
        raise PackError(f"no exercise of {source} could be converted")
    order, needs = _order(kept, conversions)
    licence = source / "LICENSE"
    is_mit = licence.is_file() and "MIT License" in licence.read_text("utf-8", errors="replace")
    if licence.is_file():
        shutil.copyfile(licence, pack / "LICENSE")
    body: dict[str, Any] = {
        "format": 1,
        "id": pack.absolute().name,
        "version": "1",
        "title": {"en": f"Exercism: {track.get('language', 'track')}"},
        "description": {"en": str(track.get("blurb", ""))},
        "languages": ["en"],
        "licence": "MIT" if is_mit else "see the track",
        "authors": ["Exercism and its contributors (https://exercism.org)"],
        "exercises": order,
    }
    _write_yaml(pack / "pack.yaml", body | ({"prerequisites": needs} if needs else {}))
    return list(conversions.values())


def _entries(source: Path, track: dict[str, Any]) -> list[_Entry]:
    listed = track.get("exercises")
    if not isinstance(listed, dict):
        raise PackError(f"{source / 'config.json'} lists no exercises: is this an Exercism track?")
    found: dict[str, _Entry] = {}
    for kind in ("concept", "practice"):
        for one in listed.get(kind) or []:
            slug = str(one.get("slug", ""))
            if _SLUG.fullmatch(slug) and slug not in found:
                found[slug] = _Entry(
                    slug=slug,
                    name=str(one.get("name") or slug),
                    difficulty=min(10, max(1, int(one.get("difficulty") or 1))),
                    status=str(one.get("status") or "active"),
                    folder=source / "exercises" / kind / slug,
                    teaches=[str(concept) for concept in one.get("concepts") or []],
                    needs=[str(concept) for concept in one.get("prerequisites") or []],
                )
    return list(found.values())


def _convert(entry: _Entry, pack: Path) -> Conversion:
    conversion = Conversion(entry.slug)
    if entry.status == "deprecated":
        conversion.notes.append("deprecated upstream")
        return conversion
    if not entry.folder.is_dir():
        conversion.notes.append("its folder is not in this checkout")
        return conversion
    target = pack / entry.slug
    try:
        _write_exercise(entry, target, conversion)
        read_exercise(target)
    except FaultyPack as error:
        conversion.notes += [fault.message for fault in error.faults]
    except (PackError, OSError) as error:
        conversion.notes.append(str(error))
    else:
        conversion.converted = True
        return conversion
    shutil.rmtree(target, ignore_errors=True)
    return conversion


def _write_exercise(entry: _Entry, target: Path, conversion: Conversion) -> None:
    meta = _json(entry.folder, ".meta/config.json")
    files = meta.get("files") or {}
    solution, tests = _names(files, "solution"), _names(files, "test")
    examples = _names(files, "example") or _names(files, "exemplar")
    if len(examples) != len(solution):
        raise PackError(f"{len(solution)} files to hand in, but {len(examples)} files of the example answer")
    for name, example in zip(solution, examples, strict=True):
        _copy(entry.folder, name, target / "starter" / name)
        _copy(entry.folder, example, target / "reference" / name)
    for name in tests:
        _copy(entry.folder, name, target / "tests" / name)
    support = _names(files, "editor")
    for name in support:
        _copy(entry.folder, name, target / "support" / name)
    beside = _needed_by(target / "reference", support)
    for name in beside:
        _copy(entry.folder, name, target / "starter" / name)
        _copy(entry.folder, name, target / "reference" / name)
        conversion.notes.append(f"{name} is handed in with the answer, which imports it; the tests use their own")
    (target / "statement.md").write_text(_statement(entry.folder), encoding="utf-8")
    body: dict[str, Any] = {
        "title": {"en": entry.name},
        "files": solution + beside,
        "support": support,
        "difficulty": entry.difficulty,
        "show": "details",
        "public_tests": True,
        "hints": [{"en": hint} for hint in _hints(entry.folder)],
        "limits": _LIMITS,
        "bridge": _bridge(target / "reference"),
        "licence": "MIT",
        "authors": [str(author) for author in meta.get("authors") or []],
        "source": str(meta.get("source_url") or meta.get("source") or ""),
    }
    _write_yaml(target / "exercise.yaml", {key: value for key, value in body.items() if value})
    if (entry.folder / ".approaches").is_dir():
        conversion.notes.append("the approaches are left out: a pack has no place for them")
    if files.get("invalidator"):
        conversion.notes.append("the invalidator files are left out: nothing here uses them")


def _needed_by(reference: Path, support: list[str]) -> list[str]:
    """Those of the *support* files that the answer imports: support files lie beside the tests only."""
    try:
        imported = {
            name for path in sorted(reference.rglob("*.py")) for name in imported_names(path.read_text("utf-8"))
        }
    except (SyntaxError, ValueError) as error:
        raise PackError(f"the example answer is no Python: {error}") from error
    return [name for name in support if name.removesuffix(".py") in imported]


def _bridge(reference: Path) -> dict[str, Any]:
    """The operators and truth that the example answer's classes define, which tests may then ask for.

    Asking is trust in the submission, so nothing is declared that the exercise is not about; `==` never is.
    """
    operators: dict[str, list[str]] = {}
    truth = []
    for path in sorted(reference.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ClassDef):
                methods = {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
                if methods & _OPERATORS:
                    operators[node.name] = sorted(methods & _OPERATORS)
                if "__bool__" in methods:
                    truth.append(node.name)
    return ({"operators": operators} if operators else {}) | ({"truth": truth} if truth else {})


def _order(entries: list[_Entry], conversions: dict[str, Conversion]) -> tuple[list[str], dict[str, list[str]]]:
    """The track's order, with what comes before an exercise before it; and the prerequisites."""
    teacher = {concept: entry.slug for entry in reversed(entries) for concept in entry.teaches}
    needs = {
        entry.slug: sorted({teacher[concept] for concept in entry.needs if concept in teacher} - {entry.slug})
        for entry in entries
    }
    order: list[str] = []
    waiting = [entry.slug for entry in entries]
    while waiting:
        ready = next((slug for slug in waiting if all(one in order for one in needs[slug])), None)
        if ready is None:
            ready = waiting[0]
            needs[ready] = [one for one in needs[ready] if one in order]
            conversions[ready].notes.append("prerequisites that go round in a circle are left out")
        order.append(ready)
        waiting.remove(ready)
    for entry in entries:
        untaught = [concept for concept in entry.needs if concept not in teacher]
        if untaught:
            conversions[entry.slug].notes.append(f"no exercise of the pack teaches {', '.join(untaught)}")
    return order, {slug: wanted for slug, wanted in needs.items() if wanted}


def _statement(folder: Path) -> str:
    parts = [_text(folder, f".docs/{name}").strip() for name in _STATEMENT_PARTS if (folder / ".docs" / name).is_file()]
    return re.sub(r"~{3,}exercism/(\w+)\n(.*?)\n~{3,}", _note, "\n\n".join(parts), flags=re.DOTALL) + "\n"


def _note(found: re.Match[str]) -> str:
    lines = [f"**{found[1].capitalize()}**", "", *found[2].strip().splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _hints(folder: Path) -> list[str]:
    """One hint for each section of hints.md, without its links."""
    if not (folder / ".docs/hints.md").is_file():
        return []
    text = re.sub(r"^\[[^\]]+\]:.*$", "", _text(folder, ".docs/hints.md"), flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\](\[[^\]]*\]|\([^)]*\))", r"\1", text)
    sections = [section.partition("\n")[2].strip() for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]
    return [section for section in sections if section]


def _names(files: dict[str, Any], key: str) -> list[str]:
    return [str(name) for name in files.get(key) or []]


def _inside(folder: Path, name: str) -> Path:
    """The file *name* of *folder*. Raises `PackError` where it leads out of it or is none."""
    path = folder / name
    outside = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts
    if outside or not path.resolve().is_relative_to(folder.resolve()):
        raise PackError(f"{name!r} leads out of the exercise's folder")
    if not path.is_file():
        raise PackError(f"the file {name} is missing")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise PackError(f"{name} is larger than {MAX_FILE_BYTES // 1024} kB")
    return path


def _copy(folder: Path, name: str, target: Path) -> None:
    content = _inside(folder, name).read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _text(folder: Path, name: str) -> str:
    return _inside(folder, name).read_text("utf-8", errors="replace")


def _json(folder: Path, name: str) -> dict[str, Any]:
    try:
        body = json.loads(_text(folder, name))
    except ValueError as error:
        raise PackError(f"{folder / name} is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise PackError(f"{folder / name} is no JSON object")
    return body


def _write_yaml(path: Path, body: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
