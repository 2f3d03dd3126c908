"""Faults of one part of a pack's YAML, noted while it is looked through."""

from __future__ import annotations

from dataclasses import dataclass

from grader.packs.faults import Faults
from grader.packs.yaml_source import Part, Where


@dataclass(frozen=True)
class Notes:
    """Takes down faults of *part*."""

    part: Part
    faults: Faults

    def fault(self, where: Where, message: str, *, key: bool = False) -> None:
        """Notes a fault of what stands at *where*."""
        self.faults.found.append(self.part.fault(where, message, key=key))

    def warn(self, where: Where, message: str, *, key: bool = False) -> None:
        """Notes something that is allowed, but not what an author usually wants."""
        self.faults.found.append(self.part.fault(where, message, key=key, warning=True))
