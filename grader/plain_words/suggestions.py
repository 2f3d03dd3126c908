"""Names that a misspelt one may have meant: of the program itself, of Python, of its modules."""

from __future__ import annotations

import builtins
import difflib
import re
from collections.abc import Iterable

_NAMES = re.compile(r"[^\W\d]\w{0,60}")
_MOST_CHARACTERS = 40_000
_MOST_NAMES = 600
_LONGEST = 40
_MOST_LETTERS_MORE = 3
BUILTINS = tuple(name for name in dir(builtins) if not name.startswith("_"))
MODULES = (
    *("calendar", "collections", "copy", "csv", "dataclasses", "datetime", "decimal", "functools", "fractions", "io"),
    *("itertools", "json", "math", "os", "pathlib", "random", "re", "statistics", "string", "sys", "time", "turtle"),
    *("typing", "unittest", "enum", "heapq", "operator", "pprint", "textwrap", "urllib", "sqlite3"),
)
OF_OTHER_LANGUAGES = {"length": "len(…)", "size": "len(…)", "push": "append", "add": "append", "contains": "in"}
"""What other languages call it, of a list or a text, and Python's way."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of *known* that looks most like *name*; empty where none does."""
    if not 1 < len(name) <= _LONGEST:
        return ""
    others = [one for one in known if one != name and abs(len(one) - len(name)) <= _MOST_LETTERS_MORE][:_MOST_NAMES]
    swapped = next((one for one in others if sorted(one) == sorted(name)), "")
    found = [swapped] if swapped else difflib.get_close_matches(name, others, n=1, cutoff=0.7)
    return found[0] if found else ""


def other_case(name: str, known: Iterable[str]) -> str:
    """The one of *known* that differs by capital letters alone."""
    return next((one for one in known if one != name and one.casefold() == name.casefold()), "")


def names_in(source: str) -> tuple[str, ...]:
    """The names that stand in *source*, without those in quotes, each once."""
    text = re.sub(r"#[^\n]{0,400}|'[^'\n]{0,400}'|\"[^\"\n]{0,400}\"", " ", source[:_MOST_CHARACTERS])
    return tuple(dict.fromkeys(_NAMES.findall(text)))[:_MOST_NAMES]
