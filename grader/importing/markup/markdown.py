"""Writes Markdown: what the texts of other systems are turned into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*\[\]<])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_LINE_START = re.compile(r"^([ \t]*)([#>+=~|-]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_RUN_OF_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    """*text* as words, whatever of it Markdown would take for markup."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def line_escaped(markdown: str) -> str:
    """A paragraph whose lines begin like no list, heading, quote or table."""

    def mend(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"

    return _AT_LINE_START.sub(mend, markdown)


def code_span(text: str) -> str:
    """*text* as code within a line."""
    plain = " ".join(text.split())
    if not plain:
        return ""
    ticks = "`" * (max((len(run) for run in _RUN_OF_TICKS.findall(plain)), default=0) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{space}{plain}{space}{ticks}"


def code_block(text: str, language: str = "") -> str:
    """*text* as a block of code."""
    fence = "`" * max(3, max((len(run) for run in _RUN_OF_TICKS.findall(text)), default=0) + 1)
    word = language if re.fullmatch(r"[A-Za-z0-9_+#-]{1,30}", language) else ""
    return f"{fence}{word}\n{text.strip(chr(10))}\n{fence}"


def heading(level: int, text: str) -> str:
    """A heading; below the title that the page itself has."""
    return f"{'#' * min(6, max(2, level))} {' '.join(text.split())}"


def quote(markdown: str) -> str:
    """A block set apart."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(_item("- ", item) for item in items)


def numbered(items: Iterable[str], start: int = 1) -> str:
    """A numbered list."""
    return "\n".join(_item(f"{number}. ", item) for number, item in enumerate(items, start=start))


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; its first row is the head."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    cells = [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def blocks(parts: Iterable[str]) -> str:
    """Blocks, one below the other."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _item(mark: str, markdown: str) -> str:
    first, *others = markdown.strip("\n").split("\n")
    return "\n".join([mark + first, *((" " * len(mark) + line).rstrip() for line in others)])


def _cell(markdown: str) -> str:
    return " ".join(markdown.split()).replace("|", "\\|")
