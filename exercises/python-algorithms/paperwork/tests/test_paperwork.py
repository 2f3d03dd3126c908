from itertools import permutations
from random import Random

import pytest
from paperwork import in_order


@pytest.mark.parametrize(
    ("steps", "rules", "expected"),
    [
        (["a", "b"], [("b", "a")], ["b", "a"]),
        (["paint", "build", "plan"], [("plan", "build"), ("build", "paint")], ["plan", "build", "paint"]),
        (["a", "b", "c"], [("c", "a"), ("c", "b")], ["c", "a", "b"]),
    ],
)
def test_what_must_come_first(steps, rules, expected):
    assert in_order(steps, rules) == expected


@pytest.mark.parametrize(
    ("steps", "rules", "expected"),
    [
        (["d", "b", "a", "c"], [("c", "a")], ["b", "c", "a", "d"]),
        (["e", "d", "c", "b", "a"], [("b", "a"), ("d", "c")], ["b", "a", "d", "c", "e"]),
        (["x", "b", "a", "y"], [("b", "a"), ("a", "x")], ["b", "a", "x", "y"]),
    ],
)
def test_alphabet_where_it_is_free(steps, rules, expected):
    assert in_order(steps, rules) == expected


@pytest.mark.parametrize(
    ("steps", "rules", "expected"),
    [
        (["a", "b", "c"], [("b", "a"), ("c", "a")], ["b", "c", "a"]),
        (["a", "b", "c", "d"], [("d", "a"), ("b", "a"), ("d", "c"), ("c", "b")], ["d", "c", "b", "a"]),
    ],
)
def test_several_steps_needed_before(steps, rules, expected):
    assert in_order(steps, rules) == expected


@pytest.mark.parametrize(
    ("steps", "rules"),
    [
        (["a"], [("a", "a")]),
        (["a", "b", "c"], [("b", "c"), ("c", "b")]),
        (["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]),
    ],
)
def test_round_in_a_circle(steps, rules):
    assert in_order(steps, rules) is None


def test_no_rules():
    assert in_order(["lunch", "desk", "mail"], []) == ["desk", "lunch", "mail"]
    assert in_order([], []) == []


def test_a_rule_said_twice():
    assert in_order(["a", "b", "c"], [("c", "a"), ("c", "a"), ("b", "c")]) == ["b", "c", "a"]


def by_trying(steps, rules):
    """Orders come in the order of the alphabet: the first that keeps all rules."""
    for order in permutations(sorted(steps)):
        if all(order.index(before) < order.index(after) for before, after in rules):
            return list(order)
    return None


def test_all_small_plans():
    dice = Random(29)
    for _ in range(300):
        steps = dice.sample("abcde", dice.randint(1, 5))
        rules = [(dice.choice(steps), dice.choice(steps)) for _ in range(dice.randint(0, 4))]
        assert in_order(steps, rules) == by_trying(steps, rules)


def test_a_large_building_site():
    steps = [f"step {number:05d}" for number in range(36_000)]
    rules = [(steps[number + 1], steps[number]) for number in range(35_999)]
    assert in_order(steps, rules) == steps[::-1]
