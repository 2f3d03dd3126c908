"""Writes an imported pack, and reads each exercise back: what the reader refuses is not in the pack."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from grader.errors import PackError
from grader.importing.conversions import Account, Conversion, Notes, Status, printable
from grader.importing.drafts import Draft
from grader.importing.names import Slugs
from grader.packs.faults import FaultyPack
from grader.packs.reader import read_exercise, read_pack

UNFINISHED = "unfinished"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STUB = """\
# Not in the course yet: {reason}.
# Put it right, move this folder up beside pack.yaml, and add it to `exercises` there.
"""


class PackWriter:
    """Takes exercises one after the other and writes them; raises `PackError` at once where it may not write."""

    def __init__(self, target: Path, *, language: str = "en") -> None:
        self.id = target.absolute().name
        if not _SLUG.fullmatch(self.id):
            raise PackError(f"the folder's name becomes the pack's id: {self.id!r} may hold a-z, 0-9 and hyphens only")
        if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            raise PackError(f"{target} is there already, and not empty")
        self.notes = Notes()
        """Of the course as a whole."""
        self._target = target
        self._language = language
        self._slugs = Slugs()
        self._conversions: list[Conversion] = []

    @property
    def imported(self) -> list[str]:
        """The exercises that are in the pack, in the order in which they came."""
        return [one.slug for one in self._conversions if one.status is Status.IMPORTED]

    def notes_of(self, slug: str) -> Notes:
        """The notes of an exercise that was added."""
        return next(one.notes for one in self._conversions if one.slug == slug)

    def add(self, source: str, build: Callable[[Draft], None], *, name: str = "") -> Conversion:
        """Writes the exercise that *build* drafts. What goes wrong is the reason that it is left out."""
        draft = Draft(Conversion(source, self._slugs.take(name or source)), self._language)
        self._conversions.append(draft.conversion)
        try:
            build(draft)
            self._write(draft)
        except FaultyPack as error:
            draft.leave_out("; ".join(dict.fromkeys(fault.message for fault in error.faults)))
        except PackError as error:
            draft.leave_out(str(error))
        except OSError as error:
            draft.leave_out(f"it cannot be read: {error.strerror}")
        except (SyntaxError, ValueError, RecursionError) as error:
            draft.leave_out(f"its Python cannot be read: {error}")
        return draft.conversion

    def finish(self, body: dict[str, Any], *, order: Iterable[str], licence: bytes | None = None) -> Account:
        """Writes `pack.yaml` with the imported exercises of *order*; none at all when there are none."""
        account = Account(self.id, self.notes, self._conversions)
        imported = set(self.imported)
        exercises = [slug for slug in order if slug in imported]
        if exercises:
            if licence is not None:
                (self._target / "LICENSE").write_bytes(licence)
            whole = {"format": 1, "id": self.id, "version": "1", **body, "exercises": exercises}
            needs = whole.pop("prerequisites", None)
            _write_yaml(self._target / "pack.yaml", whole | ({"prerequisites": needs} if needs else {}))
            read_pack(self._target)
        return account

    def _write(self, draft: Draft) -> None:
        if draft.conversion.status is Status.LEFT_OUT:
            return
        unfinished = draft.conversion.status is Status.UNFINISHED
        folder = self._target / (f"{UNFINISHED}/{draft.conversion.slug}" if unfinished else draft.conversion.slug)
        folder.mkdir(parents=True)
        try:
            for name, content in sorted(draft.files.items()):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            stub = _STUB.format(reason=printable(draft.conversion.reason)) if unfinished else ""
            _write_yaml(folder / "exercise.yaml", draft.body, stub)
            if not unfinished:
                read_exercise(folder, pack=self.id, language=self._language)
        except (PackError, OSError):
            # Half an exercise would be taken for one.
            shutil.rmtree(folder, ignore_errors=True)
            raise


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, which people can edit."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)


def _write_yaml(path: Path, body: dict[str, Any], beginning: str = "") -> None:
    dumped = yaml.dump(body, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120) if body else ""
    path.write_text(beginning + dumped, encoding="utf-8")
