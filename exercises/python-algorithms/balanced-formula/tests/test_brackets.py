from itertools import product

import pytest
from brackets import first_fault


@pytest.mark.parametrize(
    "formula", ["", "a + b", "{[(x)]}", "()[]{}", "sum(a[1], max{b, (c)}) * 2", "((a) + [b - {c}])"]
)
def test_sound_formulas(formula):
    assert first_fault(formula) is None


@pytest.mark.parametrize(
    ("formula", "expected"), [("(a[b)c]", 4), ("{x)", 2), ("[(2 + 3)}", 8), ("((a]", 3), ("{[}]", 2), ("(a}", 2)]
)
def test_closes_the_wrong_kind(formula, expected):
    assert first_fault(formula) == expected


@pytest.mark.parametrize(("formula", "expected"), [(")", 0), ("(a) + b]", 7), ("}{", 0), ("f(x))", 4)])
def test_closes_what_was_never_opened(formula, expected):
    assert first_fault(formula) == expected


@pytest.mark.parametrize(("formula", "expected"), [("a + (", 4), ("[(a)", 0), ("()([{", 2), ("x{[a]", 1)])
def test_never_closed(formula, expected):
    assert first_fault(formula) == expected


@pytest.mark.parametrize(("formula", "expected"), [("(])", 1), ("((])(", 2), ("a]b)", 1), ("(a)]([", 3)])
def test_the_first_fault_counts(formula, expected):
    assert first_fault(formula) == expected


def by_crossing_out(formula):
    """Crosses out pairs that stand side by side until nothing changes; what is left holds the fault."""
    left = [(position, sign) for position, sign in enumerate(formula) if sign != "a"]
    place = 0
    while place < len(left) - 1:
        if left[place][1] + left[place + 1][1] in ("()", "[]", "{}"):
            del left[place : place + 2]
            place = 0
        else:
            place += 1
    closing = [position for position, sign in left if sign in ")]}"]
    return min(closing, default=left[0][0] if left else None)


def test_all_short_texts():
    for length in range(4):
        for signs in product("()[]{}a", repeat=length):
            formula = "".join(signs)
            assert first_fault(formula) == by_crossing_out(formula)


def test_a_very_deep_formula():
    deep = "([{(" * 25_000 + ")}])" * 25_000
    assert first_fault(deep) is None
    assert first_fault(deep + "}") == 200_000
