"""Shows where two texts differ: what was expected beside what came."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

MAX_LINES = 200
"""Longer texts are compared as one line: matching lines takes a time that grows with their number squared."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `differs` where the other text has something else."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """Both texts in pieces."""

    expected: tuple[Piece, ...]
    actual: tuple[Piece, ...]


def difference(expected: str, actual: str) -> Difference:
    r"""*expected* and *actual*, cut where they begin and stop to differ; the pieces joined give the texts back.

    A line break inside a quoted text (`\\n`) is followed by a real one, so that long texts can be compared
    line by line.
    """
    left, right = _unfolded(expected), _unfolded(actual)
    if len(left) > MAX_LINES or len(right) > MAX_LINES:
        left, right = ["".join(left)], ["".join(right)]
    expected_pieces: list[Piece] = []
    actual_pieces: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, left_from, left_to, right_from, right_to in matcher.get_opcodes():
        if tag == "equal":
            same = Piece("".join(left[left_from:left_to]), differs=False)
            expected_pieces.append(same)
            actual_pieces.append(same)
            continue
        for one, other in zip_longest(left[left_from:left_to], right[right_from:right_to], fillvalue=""):
            of_one, of_other = _compared(one, other)
            expected_pieces += of_one
            actual_pieces += of_other
    return Difference(_joined(expected_pieces), _joined(actual_pieces))


def _unfolded(text: str) -> list[str]:
    return text.replace("\\n", "\\n\n").splitlines(keepends=True)


def _compared(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """The middles of two lines, without what they have in common at the beginning and at the end."""
    shorter = min(len(one), len(other))
    head = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return _cut(one, head, tail), _cut(other, head, tail)


def _cut(text: str, head: int, tail: int) -> list[Piece]:
    end = len(text) - tail
    return [
        Piece(text[:head], differs=False),
        Piece(text[head:end], differs=True),
        Piece(text[end:], differs=False),
    ]


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].differs == piece.differs:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.differs)
        else:
            joined.append(piece)
    return tuple(joined)
