from itertools import combinations, pairwise
from random import Random

import pytest
from shelf import longest_rise


@pytest.mark.parametrize(
    ("heights", "expected"),
    [([190, 250, 210, 260], 3), ([5, 2, 8, 6, 3, 6, 9, 7], 4), ([3, 1, 4, 1, 5, 9, 2, 6], 4), ([220, 180, 200], 2)],
)
def test_longest_rise(heights, expected):
    assert longest_rise(heights) == expected


@pytest.mark.parametrize(("heights", "expected"), [([10, 20, 30, 40], 4), ([40, 30, 20, 10], 1), ([250], 1), ([2, 1], 1)])
def test_rising_and_falling(heights, expected):
    assert longest_rise(heights) == expected


@pytest.mark.parametrize(("heights", "expected"), [([7, 7, 7, 7], 1), ([1, 2, 2, 3, 3], 3), ([5, 4, 5, 4, 5], 2)])
def test_equal_heights(heights, expected):
    assert longest_rise(heights) == expected


@pytest.mark.parametrize(
    ("heights", "expected"), [([10, 90, 20, 80, 30, 70, 40], 4), ([50, 10, 60, 20, 70, 30, 80], 4), ([1, 9, 2, 9, 3, 9], 4)]
)
def test_not_only_side_by_side(heights, expected):
    assert longest_rise(heights) == expected


@pytest.mark.parametrize(
    ("heights", "expected"), [([300, 170, 180, 190], 3), ([100, 290, 110, 280, 120, 130], 4), ([60, 70, 10, 20, 30], 3)]
)
def test_the_first_book_may_go(heights, expected):
    assert longest_rise(heights) == expected


def test_no_book():
    assert longest_rise([]) == 0


def by_trying(heights):
    for length in range(len(heights), 0, -1):
        for row in combinations(heights, length):
            if all(one < other for one, other in pairwise(row)):
                return length
    return 0


def test_many_small_shelves():
    dice = Random(41)
    for _ in range(300):
        heights = [dice.randint(1, 9) for _ in range(dice.randint(0, 8))]
        assert longest_rise(heights) == by_trying(heights)


def test_a_long_shelf():
    """Rising groups of ten, each group lower than the one before; then a long rise of every second book."""
    groups = [10 * group + place for group in range(5_000, 0, -1) for place in range(10)]
    slow_rise = [number // 2 if number % 2 else 90_000 - number for number in range(50_000)]
    assert longest_rise(groups + slow_rise) == 25_000
