"""The account of an import: of each exercise what was kept, changed and dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What became of one exercise of the source."""

    IMPORTED = "imported"
    """It is in the pack, and in its list of exercises."""
    UNFINISHED = "unfinished"
    """It lies in the pack's folder `unfinished/`: something has to be written before learners can have it."""
    LEFT_OUT = "left out"


@dataclass
class Notes:
    """What was kept, in a few words each; what was changed or dropped, in a sentence each."""

    kept: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def keep(self, *what: str) -> None:
        """Adds to what was kept."""
        _add(self.kept, what)

    def change(self, *what: str) -> None:
        """Adds to what is there, but not as it was."""
        _add(self.changed, what)

    def drop(self, *what: str) -> None:
        """Adds to what is not there, with the reason."""
        _add(self.dropped, what)

    def as_json(self) -> dict[str, list[str]]:
        """The three lists."""
        return {"kept": self.kept, "changed": self.changed, "dropped": self.dropped}

    def as_lines(self) -> Iterator[str]:
        """As they are printed."""
        if self.kept:
            yield f"  kept: {', '.join(self.kept)}"
        yield from (f"  changed: {note}" for note in self.changed)
        yield from (f"  dropped: {note}" for note in self.dropped)


@dataclass
class Conversion:
    """What became of one exercise."""

    source: str
    """What it is called there."""
    slug: str
    status: Status = Status.IMPORTED
    reason: str = ""
    """Why it is unfinished, or left out."""
    notes: Notes = field(default_factory=Notes)


@dataclass
class Account:
    """What became of a whole course."""

    pack: str
    course: Notes
    exercises: list[Conversion]

    def count(self, status: Status) -> int:
        """How many exercises have this status."""
        return sum(one.status is status for one in self.exercises)

    def as_json(self) -> str:
        """One JSON object."""
        exercises: list[dict[str, Any]] = [
            {"id": one.slug, "source": one.source, "status": one.status, "reason": one.reason, **one.notes.as_json()}
            for one in self.exercises
        ]
        counts = {status.value.replace(" ", "_"): self.count(status) for status in Status}
        body = {"pack": self.pack, **counts, "course": self.course.as_json(), "exercises": exercises}
        return printable(json.dumps(body, ensure_ascii=False))

    def as_text(self) -> str:
        """For a person."""
        lines = ["the course", *self.course.as_lines()]
        left_out: dict[str, list[str]] = {}
        for one in self.exercises:
            name = one.slug if one.slug == one.source else f"{one.slug} (there: {one.source})"
            if one.status is Status.LEFT_OUT:
                left_out.setdefault(one.reason, []).append(name)
                continue
            reason = f": {one.reason}" if one.reason else ""
            lines += [f"{name}: {one.status}{reason}", *one.notes.as_lines()]
        lines += [f"left out: {', '.join(names)}: {reason}" for reason, names in left_out.items()]
        lines.append(", ".join(f"{self.count(status)} {status}" for status in Status))
        return "\n".join(printable(line) for line in lines)


def printable(text: str) -> str:
    """*text* without what a terminal would obey, and without halves of characters: names come from a foreign folder."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else " " for character in whole)


def _add(notes: list[str], what: tuple[str, ...]) -> None:
    notes += [note for note in dict.fromkeys(what) if note not in notes]
