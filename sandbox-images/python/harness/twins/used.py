"""The inputs that hidden tests use: none of them may ever be shown to a learner as a small failing one.

Only small inputs are kept, since only small ones are ever shown; so it costs a test next to nothing.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
from collections.abc import Hashable
from typing import Any

MAX_NODES = 200
"""Values in one input, those in its lists among them."""
MAX_TEXT = 1_000
_OTHERS = (datetime.date, datetime.datetime, datetime.time, datetime.timedelta, decimal.Decimal, fractions.Fraction)
_MAX_KEPT_NODES = 200_000


class UnusualInput(Exception):  # noqa: N818 - says what it is
    """An input that is no plain data, or not small."""


def frozen(value: Any) -> Hashable:
    """Something hashable that is the same for inputs that could be taken for the same. Raises `UnusualInput`.

    1, 1.0 and True are one input, and so are a list and an equal tuple: rather one too many is held back.
    """
    return _frozen(value, [MAX_NODES])


def _frozen(value: Any, left: list[int]) -> Hashable:
    left[0] -= 1
    if left[0] < 0:
        raise UnusualInput
    kind = type(value)
    if value is None or kind in (bool, int, float, complex):
        return "nan" if value != value else value  # noqa: PLR0124 - what tells a nan
    if kind in (str, bytes):
        if len(value) > MAX_TEXT:
            raise UnusualInput
        return "text", value
    if kind in (list, tuple):
        if len(value) > left[0]:
            raise UnusualInput
        return "items", tuple([_frozen(one, left) for one in value])
    if kind in (set, frozenset):
        return "set", frozenset([_frozen(one, left) for one in value])
    if kind in _OTHERS:
        return value  # type: ignore[no-any-return] # all of them are hashable
    if isinstance(value, dict):
        return "dict", frozenset([(_frozen(key, left), _frozen(one, left)) for key, one in value.items()])
    raise UnusualInput


def tidied(text: str) -> str:
    """A program's input, without the white space that makes no difference to most."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip()


class UsedInputs:
    """The inputs of calls and of programs that tests have made so far."""

    def __init__(self) -> None:
        self.calls: set[tuple[Any, Any]] = set()
        """Positional arguments, and named ones with their names."""
        self.texts: set[str] = set()
        self.is_complete = True
        self._nodes_left = _MAX_KEPT_NODES

    def add_call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Keeps the arguments of a call, before it is made: it may change them."""
        left = [MAX_NODES]
        try:
            call = (
                tuple([_frozen(one, left) for one in args]),
                tuple([(key, _frozen(kwargs[key], left)) for key in sorted(kwargs)]),
            )
        except UnusualInput:
            return
        self._nodes_left -= MAX_NODES - left[0]
        if self._nodes_left > 0:
            self.calls.add(call)
        else:
            self.is_complete = False

    def add_text(self, text: str) -> None:
        """Keeps what a program reads."""
        if len(text) <= MAX_TEXT:
            self.texts.add(tidied(text))
