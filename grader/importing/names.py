"""Names of other systems as names of ours: stable, and each only once."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 60
_RESERVED = {"unfinished"}


class Slugs:
    """Gives out exercise names; the same names in the same order always give the same slugs."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def take(self, name: str) -> str:
        """A slug for *name* that was not given out before."""
        slug = unique(slug_of(name) or "exercise", self._taken, "-", LONGEST_SLUG)
        self._taken.add(slug)
        return slug


def slug_of(name: str) -> str:
    """`demoAutograder/Square_2` → `demo-autograder-square-2`; empty when nothing is left."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", _ascii(name)).lower()
    return re.sub(r"[^a-z0-9]+", "-", split).strip("-")[:LONGEST_SLUG].rstrip("-")


def question_name(name: str, taken: set[str]) -> str:
    """A name for a question, or a case, that is not in *taken*; it is added there."""
    plain = re.sub(r"[^a-z0-9]+", "_", _ascii(name).lower()).strip("_") or "question"
    found = unique(plain if plain[0].isalpha() else f"q{plain}", taken, "_", LONGEST_SLUG)
    taken.add(found)
    return found


def unique(name: str, taken: set[str], between: str, longest: int) -> str:
    """*name*, with a number behind it where it is taken already."""
    found, number = name[:longest], 1
    while found in taken:
        number += 1
        ending = f"{between}{number}"
        found = name[: longest - len(ending)] + ending
    return found


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
