"""Sentences for people that remember what they are made of, so that a page can say them in another language.

English stands in the code. A message keeps its pattern and what is filled in; `str()` gives the English sentence.
The names of the functions and errors of this module are what the catalogues are extracted by (scripts/catalogues.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A sentence with gaps such as `%(name)s`; what fills one may be a message itself."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    """Where it depends on a number: the pattern for all numbers but 1."""
    count: int = 1

    def __str__(self) -> str:
        text = self.plural if self.plural and self.count != 1 else self.text
        return text % self.values if self.values else text


def say(text: str, **values: object) -> Message:
    """A message."""
    return Message(text, values)


def say_counted(one: str, many: str, count: int, **values: object) -> Message:
    """A message that depends on a number: languages have up to six forms. `%(count)s` stands for it."""
    return Message(one, {"count": count, **values}, many, count)


def marked(text: str) -> str:
    """*text* as it is: it only says that the sentence belongs into the catalogues, and is translated elsewhere."""
    return text


class Telling(Exception):  # noqa: N818 - says what it does
    """Base of errors whose message is for the person who asked: `raise Invalid("There is no %(key)s.", key=key)`."""

    def __init__(self, message: str | Message, **values: object) -> None:
        self.message = message if isinstance(message, Message) else Message(message, values)
        super().__init__(self.message)
