from random import Random

import pytest
from helpline import answered_at


@pytest.mark.parametrize(
    ("calls", "volunteers", "expected"),
    [([(3, 9)], 1, [3]), ([(1, 9), (2, 9), (2, 9)], 3, [1, 2, 2]), ([(1, 4), (5, 4), (9, 4)], 1, [1, 5, 9])],
)
def test_volunteers_are_free(calls, volunteers, expected):
    assert answered_at(calls, volunteers) == expected


def test_one_volunteer():
    assert answered_at([(0, 6), (1, 2), (2, 5), (3, 1)], 1) == [0, 6, 8, 13]


@pytest.mark.parametrize(
    ("calls", "volunteers", "expected"),
    [
        ([(0, 20), (0, 2), (1, 2), (1, 2), (1, 2)], 2, [0, 0, 2, 4, 6]),
        ([(0, 9), (0, 8), (0, 3), (1, 1), (1, 7), (2, 2)], 3, [0, 0, 0, 3, 4, 8]),
        ([(0, 5), (0, 5), (2, 1), (2, 9), (3, 1)], 2, [0, 0, 5, 5, 6]),
    ],
)
def test_who_is_free_first(calls, volunteers, expected):
    assert answered_at(calls, volunteers) == expected


@pytest.mark.parametrize(
    ("calls", "volunteers", "expected"),
    [([(0, 5), (20, 5), (22, 5)], 1, [0, 20, 25]), ([(0, 5), (1, 8), (30, 4), (30, 9), (31, 1)], 2, [0, 1, 30, 30, 34])],
)
def test_long_pauses(calls, volunteers, expected):
    assert answered_at(calls, volunteers) == expected


def test_no_calls():
    assert answered_at([], 4) == []


def by_looking_at_all(calls, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, lasts in calls:
        free_at.sort()
        answered.append(max(minute, free_at[0]))
        free_at[0] = answered[-1] + lasts
    return answered


def test_many_small_days():
    dice = Random(3)
    for _ in range(300):
        minutes = sorted(dice.randint(0, 20) for _ in range(dice.randint(0, 9)))
        calls = [(minute, dice.randint(1, 12)) for minute in minutes]
        volunteers = dice.randint(1, 4)
        assert answered_at(calls, volunteers) == by_looking_at_all(calls, volunteers)


def test_after_the_storm():
    calls = [(0, 1 + number % 50) for number in range(30_000)] + [(1, 100)] * 50_000
    answered = answered_at(calls, 30_000)
    ends = [1 + number // 600 for number in range(30_000)]
    assert answered[:30_000] == [0] * 30_000
    assert answered[30_000:60_000] == ends
    assert answered[60_000:] == [end + 100 for end in ends[:20_000]]
