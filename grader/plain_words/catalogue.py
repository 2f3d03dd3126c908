"""The sentences of each code in each language, and how an argument is put into them.

A sentence is text with code between backticks; a `{placeholder}` stands between backticks too, so that what
comes from a learner's process is always code, and never part of the sentence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr", "nl", "es", "ar")
_CODE = re.compile(r"`([^`]{1,200})`")
_PLACEHOLDER = re.compile(r"\{([a-z]{1,20})\}")
_OF_TYPES = frozenset({"type", "left", "right", "container"})
"""Arguments that name a type: a plain word for it is told too."""


@dataclass(frozen=True)
class Piece:
    """A part of a sentence: words, or code that is read from left to right in every language."""

    text: str
    is_code: bool = False


Sentence = tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """What is said of a code, before its arguments are put in."""

    means: str
    look: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything that is said in one language."""

    language: str
    labels: dict[str, str]
    types: dict[str, str]
    entries: dict[str, Entry]

    def sentence(self, template: str, args: dict[str, str]) -> Sentence:
        """*template* with *args* in it, as pieces."""
        pieces: list[Piece] = []
        for number, part in enumerate(_CODE.split(template)):
            if number % 2:
                pieces.append(Piece(_filled(part, args), is_code=True))
                pieces += self._type_word(part, args)
            elif part:
                pieces.append(Piece(part))
        return tuple(pieces)

    def _type_word(self, part: str, args: dict[str, str]) -> list[Piece]:
        found = _PLACEHOLDER.fullmatch(part)
        word = self.types.get(args.get(found[1], "")) if found and found[1] in _OF_TYPES else None
        return [Piece(f" ({word})")] if word else []


def _filled(part: str, args: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: args.get(found[1], "…"), part)


def plain(sentence: Sentence) -> str:
    """A sentence as one text, its code between backticks."""
    return "".join(f"`{piece.text}`" if piece.is_code else piece.text for piece in sentence)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue in *language*; in English where there is none."""
    known = language if language in LANGUAGES else language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0]
    name = known if known in LANGUAGES else LANGUAGES[0]
    read = json.loads((files("grader.plain_words") / "words" / f"{name}.json").read_text(encoding="utf-8"))
    entries = {code: Entry(means, tuple(look)) for code, (means, *look) in read["entries"].items()}
    return Catalogue(name, read["labels"], read["types"], entries)
