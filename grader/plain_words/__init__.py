"""Python's errors in plain words, in the learner's language, with what Python itself said under them.

`explain` is all that others need. It takes text that a learner's process made, and the learner's own files; it
runs nothing, and needs the standard library alone, so that the browser's Python can load this folder as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.plain_words.catalogue import LANGUAGES, Piece, Sentence, catalogue, plain
from grader.plain_words.causes import bare_message, one_line
from grader.plain_words.classifier import OF_TYPES, Raised, classify
from grader.plain_words.places import SourceLine, source_lines

__all__ = ["LANGUAGES", "Explained", "Piece", "Raised", "Sentence", "SourceLine", "explain", "plain"]


@dataclass(frozen=True)
class Explained:
    """An error as it is shown to a learner."""

    code: str
    language: str
    means: Sentence
    """What the error means."""
    where: Sentence
    """Line and file; empty where nobody knows."""
    lines: tuple[SourceLine, ...]
    """The learner's own line, and the one before it."""
    look: tuple[Sentence, ...]
    """What to look at, one or two things."""
    original: str
    """What Python said, in one line."""
    trace: str
    """The traceback, where it may be shown."""
    labels: Mapping[str, str]
    """Headings in the same language: `where`, `look`, `said`."""

    def as_data(self) -> dict[str, Any]:
        """The same for JSON: sentences are texts, their code between backticks."""
        return {
            "code": self.code,
            "language": self.language,
            "means": plain(self.means),
            "where": plain(self.where),
            "source": [{"number": line.number, "text": line.text, "marked": line.marked} for line in self.lines],
            "look": [plain(sentence) for sentence in self.look],
            "original": self.original,
        }


def explain(raised: Raised, sources: Mapping[str, str], language: str, *, code: str = "") -> Explained:
    """*raised* in *language*. *sources* are the learner's files; *code* is given where the cause is known already."""
    source = sources.get(raised.file, "")
    cause = classify(raised, source)
    words = catalogue(language)
    found = code or cause.code
    entry = words.entries.get(found) or words.entries["unknown"]
    place = {"line": str(raised.line), "file": one_line(raised.file, 120)}
    return Explained(
        code=found,
        language=words.language,
        means=words.sentence(entry.means, cause.args),
        where=words.sentence(words.labels["place"], place) if raised.file and raised.line > 0 else (),
        lines=source_lines(raised, source),
        look=tuple(words.sentence(one, cause.args) for one in entry.look),
        original=_original(raised),
        trace=raised.trace,
        labels=words.labels,
    )


def all_codes() -> frozenset[str]:
    """Every code that something is said about."""
    return frozenset(catalogue(LANGUAGES[0]).entries) | frozenset(OF_TYPES.values())


def _original(raised: Raised) -> str:
    text = one_line(bare_message(raised.text), 500)
    return ": ".join(part for part in (one_line(raised.type), text) if part)
