"""How the result of a case is compared: `assert clamp(5, 0, 10) == expected(5)`, `assert run("3") == printed("9")`.

Rendered tests import it (grader/kinds), and so may tests that were written by hand. It is the one place that
says what counts as the same.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

_NUMBERS = (int, float, complex, decimal.Decimal, fractions.Fraction)
_MOMENTS = (datetime.date, datetime.datetime, datetime.time, datetime.timedelta)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_SLACK = 1e-9
"""A tolerance of 0.1 also accepts what differs by 0.1 on paper and by 0.10000000000000003 in the machine."""


@dataclass(frozen=True)
class Options:
    """How two values are compared; see `Compare` in grader/model/cases.py."""

    tolerance: float | None = None
    unordered: bool = False
    """Of the outermost list; also of each list in a dictionary."""
    ignore_case: bool = False
    ignore_space: bool = False


class Expected:
    """What a case expects. Stands on the right of `==`, and decides it."""

    def __init__(self, value: Any, options: Options) -> None:
        self.value = value
        self.options = options

    def __eq__(self, actual: object) -> bool:
        return same(actual, self.value, self.options)

    __hash__ = None  # type: ignore[assignment] # what is equal to it cannot be said by a number

    def __repr__(self) -> str:
        return repr(self.value)


class Printed(Expected):
    """What a case expects to be printed."""

    def __eq__(self, actual: object) -> bool:
        return type(actual) is str and same_print(actual, self.value, self.options)

    __hash__ = None


def expected(
    value: Any,
    *,
    tolerance: float | None = None,
    unordered: bool = False,
    ignore_case: bool = False,
    ignore_space: bool = False,
) -> Expected:
    """What a call must return."""
    return Expected(value, Options(tolerance, unordered, ignore_case, ignore_space))


def printed(
    text: str, *, tolerance: float | None = None, ignore_case: bool = False, ignore_space: bool = False
) -> Printed:
    """What must be printed. White space at the ends of lines and at the end never counts."""
    return Printed(text, Options(tolerance, ignore_case=ignore_case, ignore_space=ignore_space))


# Values.


def same(actual: Any, wanted: Any, options: Options) -> bool:
    """Whether *actual* counts as *wanted*.

    `1` is `1.0`, but neither `True` nor `"1"`: the difference is what beginners have to learn. A list also
    accepts an equal tuple, since nobody can see from the outside which one was meant; a tuple is asked for by name.
    """
    for kinds, compare in _BY_KIND:
        if isinstance(wanted, kinds):
            return compare(actual, wanted, options)
    return _as_it_says(actual, wanted)


def _as_it_says(actual: Any, wanted: Any) -> bool:
    """For an object of the submission: the bridge decides what of it is compared (docs/bridge.md)."""
    return bool(type(actual) is not bool and actual == wanted)


def _same_constant(actual: Any, wanted: Any, _options: Options) -> bool:
    return actual is wanted


def _same_number(actual: Any, wanted: Any, options: Options) -> bool:
    if type(actual) not in _NUMBERS:
        return _as_it_says(actual, wanted)
    try:
        if actual == wanted or (_is_nan(actual) and _is_nan(wanted)):
            return True
        return options.tolerance is not None and _is_near(actual, wanted, options.tolerance)
    except (OverflowError, ArithmeticError, TypeError):
        return False  # a number that is too large for a float, or one that refuses to be compared


def _is_near(actual: Any, wanted: Any, tolerance: float) -> bool:
    if decimal.Decimal in (type(actual), type(wanted)):
        actual, wanted = float(actual), float(wanted)
    return bool(abs(actual - wanted) <= tolerance * (1 + _SLACK))


def _is_nan(number: Any) -> bool:
    return bool(number != number)  # noqa: PLR0124 - what tells a nan, of any type


def _same_text(actual: Any, wanted: str, options: Options) -> bool:
    if type(actual) is not str:
        return _as_it_says(actual, wanted)
    return actual == wanted or _folded(actual, options) == _folded(wanted, options)


def _folded(text: str, options: Options) -> str:
    if options.ignore_space:
        text = " ".join(text.split())
    return text.casefold() if options.ignore_case else text


def _same_list(actual: Any, wanted: list[Any], options: Options) -> bool:
    if type(actual) not in (list, tuple):
        return _as_it_says(actual, wanted) or _as_it_says(actual, tuple(wanted))
    return _same_items(actual, wanted, options)


def _same_tuple(actual: Any, wanted: tuple[Any, ...], options: Options) -> bool:
    return _same_items(actual, wanted, options) if type(actual) is tuple else _as_it_says(actual, wanted)


def _same_items(actual: Sequence[Any], wanted: Sequence[Any], options: Options) -> bool:
    if len(actual) != len(wanted):
        return False
    if options.unordered:
        return _same_in_any_order(actual, wanted, replace(options, unordered=False))
    return all(same(one, other, options) for one, other in zip(actual, wanted, strict=True))


def _same_dict(actual: Any, wanted: dict[Any, Any], options: Options) -> bool:
    if not isinstance(actual, dict):
        return _as_it_says(actual, wanted)
    try:
        found = {_key(key, options): value for key, value in actual.items()}
        names = {_key(key, options): key for key in wanted}
    except TypeError:  # a key that is an object of the submission
        return False
    return found.keys() == names.keys() and all(same(found[key], wanted[names[key]], options) for key in names)


def _same_set(actual: Any, wanted: Any, options: Options) -> bool:
    if not isinstance(actual, (set, frozenset)):
        return _as_it_says(actual, wanted)
    return len(actual) == len(wanted) and _same_in_any_order(list(actual), list(wanted), options)


def _same_moment(actual: Any, wanted: Any, _options: Options) -> bool:
    return type(actual) is type(wanted) and bool(actual == wanted)


_BY_KIND: tuple[tuple[Any, Callable[[Any, Any, Options], bool]], ...] = (
    ((bool, type(None)), _same_constant),
    (_NUMBERS, _same_number),
    (str, _same_text),
    (list, _same_list),
    (tuple, _same_tuple),
    (dict, _same_dict),
    ((set, frozenset), _same_set),
    (_MOMENTS, _same_moment),
)


def _key(value: Any, options: Options) -> Any:
    """Something hashable that is the same for values that count as the same, a list and a tuple among them.

    Raises `TypeError` for an object of the submission, which only a comparison can tell.
    """
    kind = type(value)
    if value is None or kind is bool:
        return kind.__name__, value
    if kind in _NUMBERS:
        return "number", "nan" if _is_nan(value) else value
    if kind is str:
        return "text", _folded(value, options)
    if kind in (list, tuple):
        return "items", tuple(_key(one, options) for one in value)
    if kind in (set, frozenset):
        return "set", frozenset(_key(one, options) for one in value)
    if isinstance(value, dict):
        return "dict", frozenset((_key(key, options), _key(one, options)) for key, one in value.items())
    if kind in _MOMENTS or kind in (bytes, bytearray):
        return "other", value if kind is not bytearray else bytes(value)
    raise TypeError(f"an object of the class {kind.__name__}")


def _same_in_any_order(actual: Sequence[Any], wanted: Sequence[Any], options: Options) -> bool:
    """Whether each item has a partner of its own on the other side."""
    if len(actual) != len(wanted):
        return False
    if options.tolerance is None and not _holds_a_tuple(wanted):
        try:
            return Counter(_key(one, options) for one in actual) == Counter(_key(one, options) for one in wanted)
        except TypeError:
            pass
    elif all(type(one) in (int, float) and math.isfinite(one) for side in (actual, wanted) for one in side):
        # On a line, the nearest partners are found by sorting.
        pairs = zip(sorted(actual), sorted(wanted), strict=True)
        return all(same(one, other, options) for one, other in pairs)
    return _has_partners(actual, wanted, options)


def _holds_a_tuple(values: Any) -> bool:
    """Whether it is asked anywhere for a tuple: `_key` would also take a list for one."""
    if isinstance(values, dict):
        return any(_holds_a_tuple(one) for pair in values.items() for one in pair)
    if isinstance(values, (list, tuple, set, frozenset)):
        return any(isinstance(one, tuple) or _holds_a_tuple(one) for one in values)
    return False


def _has_partners(actual: Sequence[Any], wanted: Sequence[Any], options: Options) -> bool:
    """A perfect matching, by augmenting paths: with a tolerance, the first partner that fits may be another one's."""
    fits = [[number for number, one in enumerate(actual) if same(one, other, options)] for other in wanted]
    taken: dict[int, int] = {}

    def find(place: int, seen: set[int]) -> bool:
        for number in fits[place]:
            if number not in seen:
                seen.add(number)
                if number not in taken or find(taken[number], seen):
                    taken[number] = place
                    return True
        return False

    return all(find(place, set()) for place in range(len(wanted)))


# Printed text.


def same_print(actual: str, wanted: str, options: Options) -> bool:
    """Whether one printed text counts as the other. With a tolerance, the numbers in them are compared as numbers."""
    one, other = _tidied(actual, options), _tidied(wanted, options)
    if one == other:
        return True
    if options.tolerance is None or _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(_is_near(float(first), float(second), options.tolerance) for first, second in pairs)


def _tidied(text: str, options: Options) -> str:
    text = unicodedata.normalize("NFC", text)
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return _folded("\n".join(lines).rstrip(), options)
