from random import Random

import pytest
from budget import longest_stretch


@pytest.mark.parametrize(
    ("spending", "budget", "expected"),
    [([300, 200, 100], 1000, 3), ([100, 300, 600, 200, 150], 700, 2), ([900, 100, 200, 300, 900], 650, 3), ([5], 7, 1)],
)
def test_longest_stretch(spending, budget, expected):
    assert longest_stretch(spending, budget) == expected


@pytest.mark.parametrize(
    ("spending", "budget", "expected"), [([250, 250, 500, 1], 1000, 3), ([40], 40, 1), ([10, 30, 30, 10], 60, 2)]
)
def test_exactly_the_budget(spending, budget, expected):
    assert longest_stretch(spending, budget) == expected


@pytest.mark.parametrize(
    ("spending", "budget", "expected"),
    [([90, 80, 10, 10, 10, 70], 100, 4), ([50, 60, 20, 20, 5, 60, 1], 110, 5), ([9, 1, 9, 1, 1, 1, 9], 12, 4)],
)
def test_stretch_in_the_middle(spending, budget, expected):
    assert longest_stretch(spending, budget) == expected


@pytest.mark.parametrize(
    ("spending", "budget", "expected"), [([0, 0, 0], 0, 3), ([0, 5, 0, 0, 7, 0], 0, 2), ([0, 5, 0, 0, 7, 0], 5, 4)]
)
def test_days_without_spending(spending, budget, expected):
    assert longest_stretch(spending, budget) == expected


@pytest.mark.parametrize(("spending", "budget"), [([], 500), ([60, 70, 80], 50), ([1, 1], 0)])
def test_no_day_fits(spending, budget):
    assert longest_stretch(spending, budget) == 0


def by_trying(spending, budget):
    days = range(len(spending) + 1)
    return max(last - first for last in days for first in days[: last + 1] if sum(spending[first:last]) <= budget)


def test_many_small_months():
    dice = Random(31)
    for _ in range(300):
        spending = [dice.randint(0, 9) for _ in range(dice.randint(0, 8))]
        budget = dice.randint(0, 25)
        assert longest_stretch(spending, budget) == by_trying(spending, budget)


def test_a_long_account():
    spending = [1] * 50_000 + [2] * 50_000
    assert longest_stretch(spending, 30_000) == 30_000
    assert longest_stretch(spending, 125_000) == 87_500
