"""Where it happened: the learner's own line, and the part of it that Python points at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.plain_words.classifier import Raised

_LONGEST_LINE = 200
_POINTER = re.compile(r"[ ]{0,400}[~^]{1,400}[ ~^]{0,400}")
_HEADER = re.compile(r'  File "(?P<file>[^"\n]{1,300})", line (?P<line>\d{1,9})')
_INDENT = 4
"""Spaces that Python puts before a line of source in a traceback."""


@dataclass(frozen=True)
class SourceLine:
    """A line of the learner's file; `marked` is what Python points at, between `before` and `after`."""

    number: int
    before: str
    marked: str = ""
    after: str = ""
    is_place: bool = False

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.marked + self.after


def source_lines(raised: Raised, source: str) -> tuple[SourceLine, ...]:
    """The line where it happened and the one before it; nothing where *source* has no such line."""
    lines = source.split("\n", raised.line + 1)[: raised.line]
    if not 0 < raised.line == len(lines):
        return ()
    shown = [SourceLine(raised.line - 1, _cut(lines[-2]))] if len(lines) > 1 and lines[-2].strip() else []
    line = _cut(lines[-1])
    start, end = _pointed_at(raised, line)
    return (*shown, SourceLine(raised.line, line[:start], line[start:end], line[end:], is_place=True))


def _cut(line: str) -> str:
    line = line.rstrip("\r")
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"


def _pointed_at(raised: Raised, line: str) -> tuple[int, int]:
    """Start and end of what the traceback marks with ^ in *line*; the end of the line where it marks nothing."""
    nothing = len(line), len(line)
    told = raised.trace.split("\n")[:200]
    for number in range(len(told) - 3, -1, -1):
        header = _HEADER.match(told[number])
        if header is None or (header["file"], int(header["line"])) != (raised.file, raised.line):
            continue
        shown, pointer = told[number + 1], told[number + 2]
        if shown.strip() != line.strip() or not _POINTER.fullmatch(pointer):
            return nothing
        first = len(pointer) - len(pointer.lstrip(" ")) - _INDENT + len(line) - len(line.lstrip())
        length = len(pointer.strip())
        return (first, first + length) if 0 <= first < len(line) else nothing
    return nothing
