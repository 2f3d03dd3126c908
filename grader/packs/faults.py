"""Faults of a pack: what is wrong, and at which line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import PackError


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong. Lines and columns count from 1; 1:1 stands for a whole file or folder."""

    file: Path
    line: int
    column: int
    message: str
    warning: bool = field(default=False, compare=False)
    """A warning does not keep a pack from being used."""

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.message}"


class FaultyPack(PackError):  # noqa: N818 - says what it is
    """A pack with faults; `faults` has all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in sorted(faults)))
        self.faults = sorted(faults)


class Faults:
    """Collects faults, so that an author is told all of them in one go."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, file: Path, message: str, *, line: int = 1, column: int = 1) -> None:
        """Notes a fault."""
        self.found.append(Fault(file, line, column, message))

    def warn(self, file: Path, message: str, *, line: int = 1, column: int = 1) -> None:
        """Notes something that is allowed, but not what an author usually wants."""
        self.found.append(Fault(file, line, column, message, warning=True))

    @property
    def serious(self) -> list[Fault]:
        """The faults that are no warnings."""
        return [fault for fault in self.found if not fault.warning]

    def raise_if_any(self) -> None:
        """Raises `FaultyPack` with everything that was collected, if any of it is serious."""
        if self.serious:
            raise FaultyPack(self.serious)
