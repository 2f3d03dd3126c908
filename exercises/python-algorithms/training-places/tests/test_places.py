from random import Random

import pytest
from places import points_needed


@pytest.mark.parametrize(
    ("applications", "places", "expected"),
    [
        ([10, 20, 30, 40], 2, [None, 10, 20, 30]),
        ([40, 30, 20, 10], 2, [None, 30, 30, 30]),
        ([5, 9, 1, 8, 7, 3], 3, [None, None, 1, 5, 7, 7]),
    ],
)
def test_lowest_place(applications, places, expected):
    assert points_needed(applications, places) == expected


def test_places_are_free():
    assert points_needed([60, 70, 80, 90], 3) == [None, None, 60, 70]


def test_a_single_place():
    assert points_needed([30, 10, 50, 40, 60], 1) == [30, 30, 50, 50, 60]


@pytest.mark.parametrize(
    ("applications", "places", "expected"),
    [([4, 4, 4, 4], 3, [None, None, 4, 4]), ([6, 2, 6, 2, 6, 6], 3, [None, None, 2, 2, 6, 6]), ([0, 0], 2, [None, 0])],
)
def test_equal_points(applications, places, expected):
    assert points_needed(applications, places) == expected


@pytest.mark.parametrize(("applications", "expected"), [([], []), ([12], [None]), ([12, 15], [None, None])])
def test_fewer_applications_than_places(applications, expected):
    assert points_needed(applications, 3) == expected


def by_sorting(applications, places):
    rankings = [sorted(applications[: count + 1], reverse=True) for count in range(len(applications))]
    return [ranking[places - 1] if len(ranking) >= places else None for ranking in rankings]


def test_many_small_lists():
    dice = Random(23)
    for _ in range(300):
        applications = [dice.randint(0, 9) for _ in range(dice.randint(0, 9))]
        places = dice.randint(1, 5)
        assert points_needed(applications, places) == by_sorting(applications, places)


def test_a_whole_country():
    rising = points_needed(list(range(50_000)), 15_000)
    assert rising == [None] * 14_999 + list(range(35_001))
    mixed = points_needed([number * 7 % 50_000 for number in range(50_000)], 15_000)
    assert mixed[14_998:15_000] == [None, 0]
    assert mixed[-1] == 35_000
