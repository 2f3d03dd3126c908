"""An exercise on its way from another system into a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from grader.errors import PackError
from grader.importing.conversions import Conversion, Notes, Status

Texts = dict[str, str]
"""Language → text."""
_FILE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(/[A-Za-z_][A-Za-z0-9_.-]*)*")
_LONGEST_NAME = 120


@dataclass
class Draft:
    """What will be an exercise's folder: `exercise.yaml` as data, and the files beside it."""

    conversion: Conversion
    language: str = "en"
    """The pack's first."""
    body: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def notes(self) -> Notes:
        """What is kept, changed and dropped."""
        return self.conversion.notes

    def put(self, name: str, content: bytes | str) -> None:
        """Adds a file. Raises `PackError` when its name leads anywhere else."""
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or not parts:
            raise PackError(f"{name!r} leads out of the exercise's folder")
        self.files[name] = content.encode("utf-8") if isinstance(content, str) else content

    def state(self, statement: Texts) -> None:
        """Writes the statement in each of its languages."""
        for language, text in statement.items():
            name = "statement.md" if language in {"", self.language} else f"statement.{language}.md"
            self.put(name, text.strip() + "\n")

    def unfinish(self, reason: str) -> None:
        """Sets it aside, for somebody to finish."""
        if self.conversion.status is Status.IMPORTED:
            self.conversion.status, self.conversion.reason = Status.UNFINISHED, reason

    def leave_out(self, reason: str) -> None:
        """Leaves it out of the pack altogether."""
        self.conversion.status, self.conversion.reason = Status.LEFT_OUT, reason


def file_name(name: str) -> str:
    """*name* as a learner may hand it in. Raises `PackError` for one that no submission could have."""
    plain = PurePosixPath(name.strip()).as_posix()
    if not _FILE_NAME.fullmatch(plain) or len(plain) > _LONGEST_NAME:
        raise PackError(f"a file cannot be called {name!r} here")
    return plain


def share(points: Sequence[float], total: float | None) -> list[float]:
    """*points* in the same proportion with the sum *total*; unchanged without one."""
    whole = sum(points)
    if not total or not whole:
        return list(points)
    return [neat(one * total / whole) for one in points]


def neat(value: float) -> float:
    """A number of points as a person would write it."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def without_empty(body: Mapping[str, Any]) -> dict[str, Any]:
    """*body* without keys that say nothing."""
    return {key: value for key, value in body.items() if value not in (None, "", [], {}, False)}
