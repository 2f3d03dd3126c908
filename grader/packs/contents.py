"""The files of an exercise: in folders beside its YAML, or written in the YAML itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from grader.model import Exercise, Files
from grader.packs.notes import Notes
from grader.packs.validation import meant
from grader.packs.yaml_source import Where

MAX_FILE_BYTES = 512 * 1024
MAX_FOLDER_FILES = 200
_DEFAULTS = {name: Exercise.model_fields[name].default for name in ("starter", "reference", "hidden", "visible")}


class Contents:
    """Reads what the keys of one exercise name; *folder* is where its files lie."""

    def __init__(self, folder: Path, notes: Notes) -> None:
        self._folder, self._notes = folder, notes

    def files(self, where: Where, value: Files) -> dict[str, bytes]:
        """The files at *where*, by their path."""
        if not isinstance(value, str):
            self._check_names(where, value)
            return {name: text.encode() for name, text in value.items()}
        folder = self._folder / value
        if not folder.is_dir() and value != _DEFAULTS.get(str(where[-1])):
            what = "is a file, not a folder" if folder.exists() else f"is not there{meant(value, self._folders())}"
            self._notes.fault(where, f"the folder {value!r} {what}")
        return self._below(value)

    def texts(self, where: Where, value: Files) -> dict[str, str]:
        """The files at *where*, which must be text."""
        files = self.files(where, value)
        return self._decoded(value, files) if isinstance(value, str) else {n: c.decode() for n, c in files.items()}

    def support(self, value: list[str] | dict[str, str]) -> dict[str, str]:
        """The files that lie beside a submission."""
        if isinstance(value, dict):
            return self.texts(("support",), value)
        found = self._decoded("support", self._below("support")) if value else {}
        for number, name in enumerate(value):
            if name not in found:
                self._notes.fault(("support", number), f"there is no file support/{name}{meant(name, found)}")
        return {name: text for name, text in found.items() if name in value}

    def text(self, where: Where, name: str) -> str:
        """The text of one file beside the YAML."""
        path = self._folder / name
        if not path.is_file():
            self._notes.fault(where, f"there is no file {name!r}{meant(name, self._names())}")
            return ""
        content = self._content(path)
        try:
            return (content or b"").decode("utf-8")
        except UnicodeDecodeError:
            self._notes.faults.add(path, "is not UTF-8 text")
            return ""

    def statements(self, value: str | dict[str, str]) -> dict[str, str]:
        """Language → Markdown; the key "" stands for the pack's first language."""
        if not isinstance(value, str):
            return dict(value)
        stem, dot, suffix = value.rpartition(".")
        stem, suffix = (stem, dot + suffix) if dot else (value, "")
        form = re.compile(re.escape(stem) + r"(?:\.([a-z]{2}(?:-[A-Z]{2})?))?" + re.escape(suffix))
        parent = (self._folder / value).parent
        found: dict[str, str] = {}
        for path in sorted(parent.iterdir()) if parent.is_dir() else ():
            match = form.fullmatch(path.relative_to(self._folder).as_posix())
            if match and path.is_file():
                found[match[1] or ""] = (self._content(path) or b"").decode("utf-8", errors="replace")
        if not found and value != Exercise.model_fields["statement"].default:
            self._notes.fault(("statement",), f"there is no file {value!r}{meant(value, self._names())}")
        return found

    def file_place(self, where: Where, value: Files, name: str, line: int, column: int) -> tuple[Path, int, int]:
        """Where an author finds the line and column of one of the files at *where*."""
        if isinstance(value, str):
            return self._folder / value / name, line, column
        return self._notes.part.path, *self._notes.part.inside((*where, name), line, column)

    def _decoded(self, folder: str, files: dict[str, bytes]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for name, content in files.items():
            try:
                texts[name] = content.decode("utf-8")
            except UnicodeDecodeError:
                self._notes.faults.add(self._folder / folder / name, "is not UTF-8 text")
        return texts

    def _below(self, name: str) -> dict[str, bytes]:
        root = self._folder / name
        found: dict[str, bytes] = {}
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            relative = path.relative_to(root)
            if path.is_dir() and not path.is_symlink():
                continue
            if path.suffix == ".pyc" or any(part == "__pycache__" or part[0] == "." for part in relative.parts):
                continue
            if len(found) >= MAX_FOLDER_FILES:
                self._notes.faults.add(root, f"holds more than {MAX_FOLDER_FILES} files")
                break
            content = self._content(path)
            if content is not None:
                found[relative.as_posix()] = content
        return found

    def _content(self, path: Path) -> bytes | None:
        """What is in a file; None and a fault where it is none that a pack may hold."""
        if path.is_symlink() or not path.resolve().is_relative_to(self._folder):
            self._notes.faults.add(path, "is a link; a pack holds its files itself")
        elif not path.is_file():
            self._notes.faults.add(path, "is no file")
        elif path.stat().st_size > MAX_FILE_BYTES:
            self._notes.faults.add(path, f"is larger than {MAX_FILE_BYTES // 1024} kB")
        else:
            try:
                return path.read_bytes()
            except OSError as error:
                self._notes.faults.add(path, f"cannot be read: {error.strerror}")
        return None

    def _check_names(self, where: Where, value: Mapping[str, str]) -> None:
        folders = {name.rsplit("/", depth)[0] for name in value for depth in range(1, name.count("/") + 1)}
        for name in value:
            if name in folders:
                self._notes.fault((*where, name), f"{name!r} is a file and a folder at once", key=True)

    def _folders(self) -> list[str]:
        return [path.name for path in self._folder.iterdir() if path.is_dir()] if self._folder.is_dir() else []

    def _names(self) -> list[str]:
        return [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
