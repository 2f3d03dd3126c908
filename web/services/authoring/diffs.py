"""What differs between two sets of files, as data for a page."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

MAX_LINES = 3_000
"""Of both texts together. Comparing longer ones line by line takes too long."""
CONTEXT_LINES = 3


@dataclass(frozen=True)
class DiffLine:
    """One line. A `gap` stands for lines in between that are the same."""

    kind: Literal["same", "added", "removed", "gap"]
    text: str = ""
    before: int | None = None
    """Its number in the earlier text, counted from 1."""
    after: int | None = None


@dataclass(frozen=True)
class FileDifference:
    """One file that differs."""

    path: str
    kind: Literal["added", "removed", "changed"]
    lines: tuple[DiffLine, ...]
    """Empty where the file is no text, or too long to be compared line by line."""
    added: int
    removed: int


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[FileDifference]:
    """Every file that is not the same on both sides, by name."""
    return [
        _difference(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def _difference(path: str, before: bytes | None, after: bytes | None) -> FileDifference:
    kind: Literal["added", "removed", "changed"] = (
        "added" if before is None else "removed" if after is None else "changed"
    )
    try:
        left, right = ((side or b"").decode("utf-8").splitlines() for side in (before, after))
    except UnicodeDecodeError:
        return FileDifference(path, kind, (), 0, 0)
    if len(left) + len(right) > MAX_LINES:
        return FileDifference(path, kind, (), len(right), len(left))
    lines = tuple(_lines(left, right))
    added, removed = (sum(line.kind == one for line in lines) for one in ("added", "removed"))
    return FileDifference(path, kind, lines, added, removed)


def _lines(left: list[str], right: list[str]) -> Iterator[DiffLine]:
    groups = difflib.SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(CONTEXT_LINES)
    for number, group in enumerate(groups):
        if number:
            yield DiffLine("gap")
        for tag, left_from, left_to, right_from, right_to in group:
            if tag == "equal":
                for offset, text in enumerate(left[left_from:left_to]):
                    yield DiffLine("same", text, left_from + offset + 1, right_from + offset + 1)
                continue
            for index in range(left_from, left_to):
                yield DiffLine("removed", left[index], before=index + 1)
            for index in range(right_from, right_to):
                yield DiffLine("added", right[index], after=index + 1)
