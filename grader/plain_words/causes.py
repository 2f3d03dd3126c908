"""What went wrong, as a code with arguments; and the rules that read it out of Python's own message.

Everything here is given text from a learner's process: nothing of it is believed, run or imported, every repetition
in a pattern is bounded, and an argument is one short line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_TEXT = 600
"""Characters of a message that are looked at."""
MAX_ARGUMENT = 80

SUGGESTION = re.compile(r"\.? Did you mean:? ['\"]([^'\"\n]{1,100})['\"]\?")
_PLACE = re.compile(r" \([^()\n]{1,200}, line \d{1,9}\)$")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@dataclass(frozen=True)
class Cause:
    """A code of the catalogue, and what fills its sentences."""

    code: str
    args: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A message that Python gives, and the code for it. Named groups are the arguments."""

    code: str
    pattern: re.Pattern[str]

    def cause(self, text: str) -> Cause | None:
        """The cause that *text* tells of; None where it is another message."""
        found = self.pattern.match(text)
        if found is None:
            return None
        return Cause(self.code, {name: value for name, value in found.groupdict().items() if value is not None})


def rules(*lines: tuple[str, str]) -> tuple[Rule, ...]:
    """Rules from pairs of code and pattern; a pattern must fit the beginning of the message."""
    return tuple(Rule(code, re.compile(pattern)) for code, pattern in lines)


def first_cause(table: Iterable[Rule], text: str) -> Cause | None:
    """What the first rule that fits says."""
    for rule in table:
        found = rule.cause(text)
        if found is not None:
            return found
    return None


def one_line(text: str, limit: int = MAX_ARGUMENT) -> str:
    """*text* fit to stand inside a sentence: one line, nothing invisible, cut."""
    cut = text[:limit]
    kept = "".join(" " if one in "\n\t" else one for one in cut if one in "\n\t" or not _invisible(one))
    return kept if len(text) <= limit else kept + "…"


def _invisible(one: str) -> bool:
    return unicodedata.category(one) in _INVISIBLE


def bare_message(text: str) -> str:
    """A message without the place that Python puts at the end of a syntax error's."""
    return _PLACE.sub("", text[:MAX_TEXT].strip())
