"""A track: its list of exercises, in an order that a learner can take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import PackError
from grader.importing.conversions import Account
from grader.importing.drafts import Draft, file_name, without_empty
from grader.importing.exercism.docs import hints, statement
from grader.importing.exercism.python import bridge, needed_by, tests_by_task
from grader.importing.licences import licence_of
from grader.importing.python_code import absent_modules
from grader.importing.shapes import between, mapping, number, sequence, text, texts
from grader.importing.sources import SourceFolder
from grader.importing.writing import PackWriter

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LIMITS = {"wall_seconds": 20, "test_seconds": 10}
_WITHOUT_PLACE = {
    "approaches": "the approaches: a pack has no place for them",
    "articles": "the articles: a pack has no place for them",
}


@dataclass(frozen=True)
class _Entry:
    """One line of the track's `config.json`."""

    slug: str
    name: str
    difficulty: int | None
    status: str
    folder: str
    teaches: tuple[str, ...]
    needs: tuple[str, ...]


def import_track(source: Path, target: Path) -> Account:
    """Writes the track at *source* as a pack into the new or empty folder *target*. Raises `PackError`."""
    writer = PackWriter(target)
    track = SourceFolder(source)
    config = track.json("config.json")
    if not isinstance(config.get("exercises"), dict):
        raise PackError(f"{source / 'config.json'} lists no exercises: is this an Exercism track?")
    licence, licence_file = licence_of(track, writer.notes)
    entries = {}
    for entry in _entries(mapping(config["exercises"])):
        conversion = writer.add(entry.slug, _builder(track, entry, licence))
        entries[conversion.slug] = entry
    order, needs = _order({slug: entries[slug] for slug in writer.imported}, writer)
    writer.notes.keep("title", "description", "order", "prerequisites")
    body = {
        "title": {"en": f"Exercism: {text(config.get('language'), 'track')}"},
        "description": {"en": text(config.get("blurb"))},
        "languages": ["en"],
        "licence": licence,
        "authors": ["Exercism and its contributors (https://exercism.org)"],
        "prerequisites": needs,
    }
    return writer.finish(body, order=order, licence=licence_file)


def _entries(listed: dict[str, Any]) -> list[_Entry]:
    found: dict[str, _Entry] = {}
    for kind in ("concept", "practice"):
        for one in (mapping(item) for item in sequence(listed.get(kind))):
            slug = text(one.get("slug"))
            difficulty = number(one.get("difficulty"))
            if _SLUG.fullmatch(slug) and slug not in found:
                found[slug] = _Entry(
                    slug=slug,
                    name=text(one.get("name"), slug),
                    difficulty=None if difficulty is None else int(between(difficulty, 1, 10)),
                    status=text(one.get("status"), "active"),
                    folder=f"exercises/{kind}/{slug}",
                    teaches=tuple(texts(one.get("concepts"))),
                    needs=tuple(texts(one.get("prerequisites"))),
                )
    return list(found.values())


def _builder(track: SourceFolder, entry: _Entry, licence: str) -> Callable[[Draft], None]:
    def build(draft: Draft) -> None:
        if entry.status == "deprecated":
            draft.leave_out("deprecated upstream")
        elif entry.status == "wip":
            draft.leave_out("still being written upstream")
        elif not track.has_folder(entry.folder):
            draft.leave_out("its folder is not in this checkout")
        else:
            _draft(track.folder(entry.folder), entry, licence, draft)

    return build


def _draft(folder: SourceFolder, entry: _Entry, licence: str, draft: Draft) -> None:
    meta = folder.json(".meta/config.json")
    files = mapping(meta.get("files"))
    names, support = _code(folder, files, draft)
    draft.put("statement.md", statement(folder, draft.notes))
    draft.notes.keep("statement", "starter", "example answer", "tests")
    tests = tests_by_task(_below(draft, "tests/"), draft)
    refactoring = text(meta.get("blurb")).lower().startswith("refactor")
    if refactoring:
        draft.notes.change("it is about improving code that works: its starter may pass (`refactoring: true`)")
    found_hints = hints(folder, draft.notes)
    if found_hints:
        draft.notes.keep("hints")
    if entry.difficulty is not None:
        draft.notes.keep("difficulty")
    draft.body = without_empty(
        {
            "title": {"en": entry.name},
            "files": names,
            "support": support,
            "refactoring": refactoring,
            "difficulty": entry.difficulty,
            "show": "details",
            "public_tests": True,
            "tests": tests,
            "hints": [{"en": hint} for hint in found_hints],
            "limits": _LIMITS,
            "bridge": bridge(_below(draft, "reference/")),
            "licence": licence,
            "authors": _people(meta),
            "source": _origin(meta),
        }
    )
    if draft.body.get("authors"):
        draft.notes.keep("authors and contributors")
    if draft.body.get("source"):
        draft.notes.keep("source")
    _say_what_has_no_place(folder, meta, files, draft)


def _code(folder: SourceFolder, files: dict[str, Any], draft: Draft) -> tuple[list[str], list[str]]:
    """Puts the files in their places; what is handed in, and the support files."""
    solution = [file_name(name) for name in texts(files.get("solution"))]
    examples = texts(files.get("example")) or texts(files.get("exemplar"))
    if len(examples) != len(solution) or not solution:
        raise PackError(f"{len(solution)} files to hand in, but {len(examples)} files of the example answer")
    for name, example in zip(solution, examples, strict=True):
        draft.put(f"starter/{name}", folder.data(name))
        draft.put(f"reference/{name}", folder.data(example))
    for name in texts(files.get("test")):
        draft.put(f"tests/{file_name(name)}", folder.data(name))
    support = [file_name(name) for name in texts(files.get("editor"))]
    for name in support:
        draft.put(f"support/{name}", folder.data(name))
    beside = needed_by(_below(draft, "reference/"), support)
    for name in beside:
        draft.put(f"starter/{name}", folder.data(name))
        draft.put(f"reference/{name}", folder.data(name))
        draft.notes.change(f"{name} is handed in with the answer, which imports it; the tests use their own")
    absent = absent_modules(draft.files)
    if absent:
        raise PackError(f"it needs {', '.join(absent)}, which the image does not have")
    return solution + beside, support


def _below(draft: Draft, folder: str) -> dict[str, bytes]:
    return {
        name.removeprefix(folder): content for name, content in sorted(draft.files.items()) if name.startswith(folder)
    }


def _people(meta: dict[str, Any]) -> list[str]:
    authors = texts(meta.get("authors"))
    return authors + [f"{name} (contributor)" for name in texts(meta.get("contributors")) if name not in authors]


def _origin(meta: dict[str, Any]) -> str:
    words, address = text(meta.get("source")), text(meta.get("source_url"))
    origin = f"{words} ({address})" if words and address else words or address
    forked = f"forked from {', '.join(texts(meta.get('forked_from')))}" if texts(meta.get("forked_from")) else ""
    return "; ".join(part for part in (origin, forked) if part)


def _say_what_has_no_place(folder: SourceFolder, meta: dict[str, Any], files: dict[str, Any], draft: Draft) -> None:
    for name, note in _WITHOUT_PLACE.items():
        if folder.has_folder(f".{name}"):
            draft.notes.drop(note)
    if files.get("invalidator"):
        draft.notes.drop("the invalidator files: nothing here uses them")
    used = {"authors", "contributors", "files", "blurb", "source", "source_url", "forked_from"}
    unknown = sorted(set(meta) - used)
    if unknown:
        draft.notes.drop(f"{', '.join(unknown)} of .meta/config.json: nothing here uses them")


def _order(entries: dict[str, _Entry], writer: PackWriter) -> tuple[list[str], dict[str, list[str]]]:
    """The track's order, with what comes before an exercise before it; and the prerequisites."""
    teacher = {concept: slug for slug, entry in reversed(entries.items()) for concept in entry.teaches}
    needs = {
        slug: sorted({teacher[concept] for concept in entry.needs if concept in teacher} - {slug})
        for slug, entry in entries.items()
    }
    notes = {slug: writer.notes_of(slug) for slug in entries}
    order: list[str] = []
    waiting = list(entries)
    while waiting:
        ready = next((slug for slug in waiting if all(one in order for one in needs[slug])), None)
        if ready is None:
            ready = waiting[0]
            needs[ready] = [one for one in needs[ready] if one in order]
            notes[ready].drop("prerequisites that go round in a circle")
        order.append(ready)
        waiting.remove(ready)
    for slug, entry in entries.items():
        untaught = [concept for concept in entry.needs if concept not in teacher]
        if untaught:
            notes[slug].drop(f"the prerequisites {', '.join(untaught)}: no exercise of the pack teaches them")
    return order, {slug: wanted for slug, wanted in needs.items() if wanted}
