"""What counts as the same: one table for values, one for printed text."""

from __future__ import annotations

import datetime as dt
from collections import Counter, OrderedDict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bootcamp_cases import expected, printed

NAN, INF = float("nan"), float("inf")

SAME: list[tuple[Any, Any, dict[str, Any]]] = [
    *((one, one, {}) for one in (0, 1.5, "a", "", None, True, b"x", [], (), {}, [1, "a"], {"a": [1]}, {1, "b"})),
    *((1.0, 1, {}), (1, 1.0, {}), (Decimal("0.5"), 0.5, {}), (Fraction(1, 2), 0.5, {}), (1 + 0j, 1, {})),
    *((NAN, NAN, {}), ([NAN], [NAN], {}), (INF, INF, {"tolerance": 0.1}), (-0.0, 0, {})),
    *(((1, 2), [1, 2], {}), ({"a": (1,)}, {"a": [1]}, {}), ([(1, (2,))], [[1, [2]]], {}), ((1,), (1,), {})),
    *((OrderedDict(a=1), {"a": 1}, {}), (Counter("aa"), {"a": 2}, {}), (frozenset({1}), {1}, {})),
    # With a tolerance, wherever the number stands.
    *((0.30000000000000004, 0.3, {"tolerance": 1e-9}), (3, 3.1, {"tolerance": 0.1}), (2.9, 3, {"tolerance": 0.1})),
    *(([0.1, {"a": 2.05}], [0.1, {"a": 2}], {"tolerance": 0.1}), (Decimal("0.55"), 0.5, {"tolerance": 0.1})),
    *(({1.0: "a"}, {1: "a"}, {}), ({0.95, 2.1}, {2, 1}, {"tolerance": 0.2}), (10**400, 10**400, {"tolerance": 1})),
    # In any order.
    *(([3, 1, 2], [1, 2, 3], {"unordered": True}), ((2, 1), [1, 2], {"unordered": True})),
    *(([{}, [1], "a"], ["a", {}, [1]], {"unordered": True}), ([[2], [1], [2]], [[1], [2], [2]], {"unordered": True})),
    *(({"k": [2, 1]}, {"k": [1, 2]}, {"unordered": True}), ([(1, 2), (3,)], [(3,), (1, 2)], {"unordered": True})),
    *(([1.1, 0.95], [1, 1.05], {"unordered": True, "tolerance": 0.1}), ([NAN, 1], [1, NAN], {"unordered": True})),
    # The first partner that fits is another one's: 1.4 fits 1.0 and 1.5, and 1.0 fits only 1.0.
    *(([[1.4], [1.0]], [[1.0], [1.5]], {"unordered": True, "tolerance": 0.45}),),
    *(([list(range(50)), *range(2_000)], [*reversed(range(2_000)), list(range(50))], {"unordered": True}),),
    # Text.
    *(("Hello", "hELLO", {"ignore_case": True}), (" a  b\n", "a b", {"ignore_space": True})),
    *((["A b", "c"], ["a  B", "C"], {"ignore_case": True, "ignore_space": True}),),
    *(({"A": 1}, {"a": 1}, {"ignore_case": True}), ({"A", "B"}, {"b", "a"}, {"ignore_case": True})),
    *((dt.date(2026, 1, 2), dt.date(2026, 1, 2), {}),),
]

DIFFERENT: list[tuple[Any, Any, dict[str, Any]]] = [
    # What a beginner has to learn to tell apart.
    *((True, 1, {}), (1, True, {}), (False, 0, {}), (0, False, {}), ("3", 3, {}), (3, "3", {}), (None, False, {})),
    *((None, 0, {}), (0, None, {}), ("", None, {}), ("None", None, {}), ([], None, {}), ("True", True, {})),
    *(([True], [1], {}), ({"a": 1}, {"a": True}, {}), ({True: "a"}, {1: "a"}, {}), ({True}, {1}, {})),
    *(([1, 2], (1, 2), {}), ([[1]], ([1],), {}), ([(1, 2)], [[2, 1]], {}), ("ab", ["a", "b"], {})),
    *(({1: 2}, [1], {}), ([1], {1}, {}), ({}, [], {}), (range(3), [0, 1, 2], {}), ({1, 2}, [1, 2], {})),
    *(([1, 2, 3], [1, 2], {}), ([1, 2], [1, 2, 3], {}), ({"a": 1, "b": 2}, {"a": 1}, {}), ({"a": 1}, {"b": 1}, {})),
    *((0.30000000000000004, 0.3, {}), (3, 3.2, {"tolerance": 0.1}), (NAN, 1, {"tolerance": 9}), (INF, 1e308, {})),
    *((INF, 5, {"tolerance": 1}), (True, 1, {"tolerance": 5}), ("1", 1, {"tolerance": 5}), (INF, -INF, {})),
    *((10**400, 1.5, {"tolerance": 1}), (Decimal("sNaN"), 1j, {"tolerance": 1})),
    *(([2, 1], [1, 2], {}), ([1, 1, 2], [1, 2, 2], {"unordered": True}), ([1, 2], [1, 2, 2], {"unordered": True})),
    *(([[2, 1]], [[1, 2]], {"unordered": True}), ([[1, 2]], [(1, 2)], {"unordered": True})),
    *(([1.3, 1.0], [1.0, 1.5], {"unordered": True, "tolerance": 0.1}),),
    *(([True, 0], [1, False], {"unordered": True}), ({1, 2}, [1, 2], {"unordered": True})),
    *(("a", "A", {}), ("a b", "ab", {"ignore_space": True}), (" a", "a", {}), ("é", "e", {"ignore_case": True})),
    *((dt.datetime(2026, 1, 2, tzinfo=dt.UTC), dt.date(2026, 1, 2), {}),),
]


@pytest.mark.parametrize(("actual", "wanted", "how"), SAME)
def test_these_count_as_the_same(actual: Any, wanted: Any, how: dict[str, Any]) -> None:
    assert actual == expected(wanted, **how)


@pytest.mark.parametrize(("actual", "wanted", "how"), DIFFERENT)
def test_these_differ(actual: Any, wanted: Any, how: dict[str, Any]) -> None:
    assert (actual == expected(wanted, **how)) is False


def test_a_value_that_holds_itself_ends() -> None:
    cycle: list[Any] = [1]
    cycle.append(cycle)
    assert (cycle == expected([1, [1, 2]])) is False
    with pytest.raises(RecursionError):
        assert cycle == expected([1, [1]], unordered=True)


def test_what_is_expected_is_shown_as_the_plain_value() -> None:
    assert repr(expected([1, "a"], tolerance=1)) == "[1, 'a']"


@pytest.mark.parametrize(
    ("actual", "wanted", "how"),
    [
        *(
            ("7\n", "7", {}),
            ("7", "7\n\n", {}),
            ("a  \nb\t\n", "a\nb", {}),
            ("a\r\nb\r\n", "a\nb\n", {}),
            ("", "\n", {}),
        ),
        *(("Caf\u00e9\n", "Cafe\u0301", {}), ("HELLO", "hello\n", {"ignore_case": True})),
        *(("a\n\n b   c", "a b c", {"ignore_space": True}), ("x = 3.14159\n", "x = 3.14", {"tolerance": 0.01})),
        *(("1 2.0\n-3", "1.001 2 -3", {"tolerance": 0.01, "ignore_space": True}), ("1e3", "1000", {"tolerance": 0})),
    ],
)
def test_these_prints_count_as_the_same(actual: str, wanted: str, how: dict[str, Any]) -> None:
    assert actual == printed(wanted, **how)


@pytest.mark.parametrize(
    ("actual", "wanted", "how"),
    [
        *(("8\n", "7", {}), (" 7", "7", {}), ("a\n\nb", "a\nb", {}), ("a b", "a  b", {}), ("A", "a", {})),
        *(("x = 3.2", "x = 3.14", {"tolerance": 0.01}), ("y = 3.14", "x = 3.14", {"tolerance": 0.01})),
        *(("1 2", "1 2 3", {"tolerance": 1}), (7, "7", {}), (None, "", {}), ("3.1400001", "3.14", {})),
    ],
)
def test_these_prints_differ(actual: Any, wanted: str, how: dict[str, Any]) -> None:
    assert (actual == printed(wanted, **how)) is False
