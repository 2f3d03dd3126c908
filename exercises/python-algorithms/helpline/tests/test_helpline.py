from random import Random

import pytest
from helpline import answered_at


@pytest.mark.parametrize(
    ("rings", "lasts", "volunteers", "expected"),
    [([3], [9], 1, [3]), ([1, 2, 2], [9, 9, 9], 3, [1, 2, 2]), ([1, 5, 9], [4, 4, 4], 1, [1, 5, 9])],
)
def test_volunteers_are_free(rings, lasts, volunteers, expected):
    assert answered_at(rings, lasts, volunteers) == expected


def test_one_volunteer():
    assert answered_at([0, 1, 2, 3], [6, 2, 5, 1], 1) == [0, 6, 8, 13]


@pytest.mark.parametrize(
    ("rings", "lasts", "volunteers", "expected"),
    [
        ([0, 0, 1, 1, 1], [20, 2, 2, 2, 2], 2, [0, 0, 2, 4, 6]),
        ([0, 0, 0, 1, 1, 2], [9, 8, 3, 1, 7, 2], 3, [0, 0, 0, 3, 4, 8]),
        ([0, 0, 2, 2, 3], [5, 5, 1, 9, 1], 2, [0, 0, 5, 5, 6]),
    ],
)
def test_who_is_free_first(rings, lasts, volunteers, expected):
    assert answered_at(rings, lasts, volunteers) == expected


@pytest.mark.parametrize(
    ("rings", "lasts", "volunteers", "expected"),
    [([0, 20, 22], [5, 5, 5], 1, [0, 20, 25]), ([0, 1, 30, 30, 31], [5, 8, 4, 9, 1], 2, [0, 1, 30, 30, 34])],
)
def test_long_pauses(rings, lasts, volunteers, expected):
    assert answered_at(rings, lasts, volunteers) == expected


def test_no_calls():
    assert answered_at([], [], 4) == []


def by_looking_at_all(rings, lasts, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, minutes in zip(rings, lasts, strict=True):
        free_at.sort()
        answered.append(max(minute, free_at[0]))
        free_at[0] = answered[-1] + minutes
    return answered


def test_many_small_days():
    dice = Random(3)
    for _ in range(300):
        rings = sorted(dice.randint(0, 20) for _ in range(dice.randint(0, 9)))
        lasts = [dice.randint(1, 12) for _ in rings]
        volunteers = dice.randint(1, 4)
        assert answered_at(rings, lasts, volunteers) == by_looking_at_all(rings, lasts, volunteers)


def test_after_the_storm():
    rings = [0] * 30_000 + [1] * 50_000
    lasts = [1 + number % 50 for number in range(30_000)] + [100] * 50_000
    ends = [1 + number // 600 for number in range(30_000)]
    answered = answered_at(rings, lasts, 30_000)
    assert answered == [0] * 30_000 + ends + [end + 100 for end in ends[:20_000]]
