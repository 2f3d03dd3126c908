from itertools import product
from random import Random

import pytest
from night_buses import fastest


def test_one_line():
    assert fastest([("Park", "Quay", 7), ("Park", "Mill", 3)], "Park", "Quay") == 7


@pytest.mark.parametrize(("goal", "expected"), [("B", 4), ("C", 9), ("D", 11), ("E", 12)])
def test_change_of_line(goal, expected):
    lines = [("A", "B", 4), ("B", "C", 5), ("C", "D", 2), ("D", "E", 1)]
    assert fastest(lines, "A", goal) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("A", "Z", 20), ("A", "B", 5), ("B", "C", 5), ("C", "Z", 5)], 15),
        ([("A", "Z", 14), ("A", "B", 5), ("B", "C", 5), ("C", "Z", 5)], 14),
        ([("A", "B", 1), ("B", "Z", 30), ("A", "C", 10), ("C", "D", 10), ("D", "Z", 9)], 29),
    ],
)
def test_a_detour_can_be_faster(lines, expected):
    assert fastest(lines, "A", "Z") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("A", "B", 10), ("A", "C", 2), ("C", "B", 3), ("B", "Z", 4)], 9),
        ([("A", "Z", 9), ("A", "B", 1), ("B", "C", 1), ("C", "D", 1), ("D", "Z", 1)], 4),
        ([("A", "B", 50), ("A", "C", 40), ("C", "D", 1), ("D", "B", 1), ("B", "Z", 1), ("C", "Z", 30)], 43),
    ],
)
def test_a_faster_way_is_found_later(lines, expected):
    assert fastest(lines, "A", "Z") == expected


def test_both_directions():
    lines = [("Park", "Quay", 7), ("Quay", "Mill", 2), ("Mill", "Zoo", 6)]
    assert fastest(lines, "Zoo", "Park") == 15
    assert fastest(lines, "Mill", "Park") == 9


@pytest.mark.parametrize("lines", [[], [("A", "B", 3), ("Y", "Z", 4)], [("A", "B", 3), ("B", "C", 1), ("C", "A", 2)]])
def test_no_way(lines):
    assert fastest(lines, "A", "Z") is None


@pytest.mark.parametrize("lines", [[], [("A", "B", 3)], [("B", "C", 5)]])
def test_we_are_there(lines):
    assert fastest(lines, "A", "A") == 0


def test_two_lines_between_two_stops():
    lines = [("A", "B", 8), ("B", "A", 5), ("A", "B", 6), ("B", "C", 2), ("C", "B", 3)]
    assert fastest(lines, "A", "C") == 7


def by_relaxing(lines, stops, start):
    """The minutes to all stops, by going over all pairs of stops again and again (Floyd and Warshall)."""
    times = {pair: 0 if pair[0] == pair[1] else 999 for pair in product(stops, stops)}
    for one, other, minutes in lines:
        times[one, other] = times[other, one] = min(minutes, times[one, other])
    for middle, one, other in product(stops, stops, stops):
        times[one, other] = min(times[one, other], times[one, middle] + times[middle, other])
    return {stop: None if times[start, stop] >= 999 else times[start, stop] for stop in stops}


def test_many_small_towns():
    dice = Random(37)
    stops = "ABCDE"
    for _ in range(300):
        lines = [(*dice.sample(stops, 2), dice.randint(1, 9)) for _ in range(dice.randint(0, 8))]
        start, goal = dice.choice(stops), dice.choice(stops)
        assert fastest(lines, start, goal) == by_relaxing(lines, stops, start)[goal]


def test_a_whole_country():
    """A chain of villages, with a slow express line here and there; the lines stand in no good order."""
    villages = [str(number) for number in range(42_000)]
    lines = [(villages[number], villages[number + 1], 2) for number in range(41_998, -1, -1)]
    lines += [(villages[number], villages[number + 4], 9) for number in range(41_990, 0, -20)]
    assert fastest(lines, "0", "41999") == 83_998
