from random import Random

import pytest
from hall import in_use


@pytest.mark.parametrize("bookings", [[(10, 20)], [(10, 20), (21, 30)], [(0, 5), (60, 90), (300, 301)]])
def test_apart(bookings):
    assert in_use(bookings) == bookings


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        ([(10, 30), (20, 40)], [(10, 40)]),
        ([(10, 30), (20, 40), (35, 60)], [(10, 60)]),
        ([(10, 30), (29, 40), (41, 60), (59, 61)], [(10, 40), (41, 61)]),
    ],
)
def test_overlap(bookings, expected):
    assert in_use(bookings) == expected


def test_touch():
    assert in_use([(30, 90), (90, 120), (121, 150)]) == [(30, 120), (121, 150)]


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        ([(10, 100), (20, 30)], [(10, 100)]),
        ([(10, 100), (20, 30), (40, 120)], [(10, 120)]),
        ([(10, 100), (20, 30), (50, 60), (100, 101)], [(10, 101)]),
        ([(10, 20), (10, 50), (10, 30)], [(10, 50)]),
    ],
)
def test_inside(bookings, expected):
    assert in_use(bookings) == expected


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        ([(80, 90), (10, 20), (50, 60)], [(10, 20), (50, 60), (80, 90)]),
        ([(80, 90), (10, 20), (15, 85)], [(10, 90)]),
        ([(50, 60), (40, 50), (0, 41)], [(0, 60)]),
    ],
)
def test_in_any_order(bookings, expected):
    assert in_use(bookings) == expected


def test_no_booking():
    assert in_use([]) == []


def by_minutes(bookings):
    """Looks at every half minute: that between two bookings which touch counts as used."""
    used = {half for start, end in bookings for half in range(2 * start, 2 * end + 1)}
    begins = sorted(half for half in used if half - 1 not in used)
    ends = sorted(half for half in used if half + 1 not in used)
    return [(begin // 2, end // 2) for begin, end in zip(begins, ends, strict=True)]


def test_many_small_calendars():
    dice = Random(5)
    for _ in range(300):
        starts = [dice.randint(0, 25) for _ in range(dice.randint(0, 6))]
        bookings = [(start, start + dice.randint(1, 6)) for start in starts]
        assert in_use(bookings) == by_minutes(bookings)


def test_a_big_calendar():
    apart = [(start, start + 9) for start in (number * 7 % 45_000 * 10 for number in range(45_000))]
    assert in_use([*apart, (20, 449_980)]) == [(0, 9), (10, 19), (20, 449_989), (449_990, 449_999)]
