from random import Random

import pytest
from next_bus import next_departures

DAY = [5, 20, 35, 60, 61, 90]


@pytest.mark.parametrize(("arrival", "expected"), [(6, 20), (19, 20), (21, 35), (36, 60), (0, 5), (62, 90)])
def test_next_departure(arrival, expected):
    assert next_departures(DAY, [arrival]) == [expected]


@pytest.mark.parametrize("minute", [5, 35, 61, 90])
def test_same_minute(minute):
    assert next_departures(DAY, [minute]) == [minute]


@pytest.mark.parametrize("arrival", [91, 500])
def test_last_bus_has_left(arrival):
    assert next_departures(DAY, [arrival]) == [None]


def test_empty_lists():
    assert next_departures([], [5, 6]) == [None, None]
    assert next_departures(DAY, []) == []


def test_people_in_any_order():
    assert next_departures(DAY, [60, 4, 91, 22, 4]) == [60, 5, None, 35, 5]


def by_reading_all(timetable, arrival):
    return next((departure for departure in timetable if departure >= arrival), None)


def test_many_small_timetables():
    dice = Random(7)
    for _ in range(300):
        timetable = sorted(dice.sample(range(30), dice.randint(0, 6)))
        arrivals = [dice.randint(0, 31) for _ in range(4)]
        assert next_departures(timetable, arrivals) == [by_reading_all(timetable, one) for one in arrivals]


def test_a_whole_country():
    timetable = list(range(10, 1_000_010, 10))
    arrivals = [999_999 - number * 7 % 500_000 for number in range(100_000)]
    assert next_departures(timetable, arrivals) == [-(-one // 10) * 10 for one in arrivals]
