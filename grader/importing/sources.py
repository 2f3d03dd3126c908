"""A folder that came from elsewhere: read with caps, never run, and no link in it is followed."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from grader.errors import PackError
from grader.packs.contents import MAX_FILE_BYTES
from grader.packs.faults import Faults
from grader.packs.yaml_source import read_source

MAX_ENTRIES = 20_000
MAX_DEPTH = 12
_SKIPPED = {".git", "__pycache__", ".pytest_cache", "node_modules"}


class SourceFolder:
    """The folder *root*. What is asked of it by a name that leads out of it, or over a link, is refused."""

    def __init__(self, root: Path, name: str = "") -> None:
        self.root = root
        self.name = name
        """Below the folder that the import began with; empty for that one."""

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return self._mode(name, stat.S_ISREG)

    def has_folder(self, name: str) -> bool:
        """Whether there is such a folder."""
        return self._mode(name, stat.S_ISDIR)

    def folder(self, name: str) -> SourceFolder:
        """A folder of this one. Raises `PackError`."""
        if not self.has_folder(name):
            raise PackError(f"there is no folder {name}")
        return SourceFolder(self._path(name), f"{self.name}/{name}".lstrip("/"))

    def data(self, name: str) -> bytes:
        """The content of a file. Raises `PackError`."""
        path = self._path(name)
        if not self.has(name):
            raise PackError(f"the file {name} is missing")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise PackError(f"{name} is larger than {MAX_FILE_BYTES // 1024} kB")
        return path.read_bytes()

    def text(self, name: str) -> str:
        """The text of a file, its lines ended by line feeds. Raises `PackError`."""
        try:
            return self.data(name).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise PackError(f"{name} is not UTF-8 text") from error

    def json(self, name: str) -> dict[str, Any]:
        """The JSON object in a file. Raises `PackError`."""
        try:
            body = json.loads(self.text(name))
        except RecursionError as error:
            raise PackError(f"{name} is nested too deeply") from error
        except ValueError as error:
            raise PackError(f"{name} is no JSON: {error}") from error
        if not isinstance(body, dict):
            raise PackError(f"{name} is no JSON object")
        return body

    def yaml(self, name: str) -> tuple[dict[str, Any], list[str]]:
        """The YAML mapping in a file, and what in it could not be read. Raises `PackError`."""
        self.data(name)
        faults = Faults()
        source = read_source(self._path(name), faults)
        problems = [f"{name}:{fault.line}:{fault.column}: {fault.message}" for fault in faults.found]
        if source is None or not isinstance(source.data, dict):
            raise PackError("; ".join(problems) or f"{name} is no YAML mapping")
        return source.data, problems

    def folders(self) -> list[str]:
        """The names of the folders in it, sorted; hidden ones and links are passed over."""
        return sorted(
            entry.name
            for entry in self._entries(self.root)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        )

    def files(self) -> list[str]:
        """Every file below it, sorted; links, and what version control and Python leave behind, are passed over."""
        found: list[str] = []
        waiting = [(self.root, "", 0)]
        while waiting:
            place, prefix, depth = waiting.pop()
            for entry in self._entries(place):
                name = prefix + entry.name
                if entry.is_file(follow_symlinks=False):
                    found.append(name)
                elif entry.is_dir(follow_symlinks=False) and entry.name not in _SKIPPED and depth < MAX_DEPTH:
                    waiting.append((Path(entry.path), f"{name}/", depth + 1))
            if len(found) + len(waiting) > MAX_ENTRIES:
                raise PackError(f"{self.name or self.root} holds more than {MAX_ENTRIES} files")
        return sorted(found)

    def links(self) -> list[str]:
        """The links right in this folder: they are said, since what they lead to is not there."""
        return sorted(entry.name for entry in self._entries(self.root) if entry.is_symlink())

    def _entries(self, place: Path) -> Iterator[os.DirEntry[str]]:
        with os.scandir(place) as entries:
            for number, entry in enumerate(entries):
                if number > MAX_ENTRIES:
                    raise PackError(f"{place.name} holds more than {MAX_ENTRIES} files")
                if _is_text(entry.name):
                    yield entry

    def _path(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or "\0" in name or not _is_text(name):
            raise PackError(f"{name!r} leads out of its folder")
        path = self.root
        for part in parts:
            path /= part
            if path.is_symlink():
                raise PackError(f"{name} is a link, or lies behind one")
        return path

    def _mode(self, name: str, kind: Any) -> bool:
        try:
            return bool(kind(self._path(name).lstat().st_mode))
        except (PackError, OSError):
            return False


def _is_text(name: str) -> bool:
    """Whether a file's name is text at all: one that is none could not even be said."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
