import pytest
from saving_up import days_until_all_know, next_bus, weeks_to_save


@pytest.mark.parametrize(
    ("goal", "saved", "per_week", "expected"), [(250, 0, 40, 7), (90, 15, 10, 8), (31, 0, 30, 2), (10, 9, 5, 1)]
)
def test_weeks_to_save(goal, saved, per_week, expected):
    assert weeks_to_save(goal, saved, per_week) == expected


@pytest.mark.parametrize(("goal", "saved", "per_week", "expected"), [(30, 0, 10, 3), (80, 20, 20, 3), (7, 6, 1, 1)])
def test_weeks_when_the_goal_is_reached_exactly(goal, saved, per_week, expected):
    assert weeks_to_save(goal, saved, per_week) == expected


@pytest.mark.parametrize(("goal", "saved"), [(50, 50), (50, 80), (0, 0)])
def test_no_week_when_there_is_enough(goal, saved):
    assert weeks_to_save(goal, saved, 10) == 0


@pytest.mark.parametrize(
    ("now", "first", "every", "expected"), [(21, 6, 10, 26), (26, 6, 10, 26), (27, 6, 10, 36), (100, 0, 7, 105)]
)
def test_next_bus(now, first, every, expected):
    assert next_bus(now, first, every) == expected


@pytest.mark.parametrize(("now", "first"), [(0, 12), (11, 12), (12, 12)])
def test_next_bus_before_the_first_one(now, first):
    assert next_bus(now, first, 20) == 12


@pytest.mark.parametrize(
    ("people", "goal", "expected"), [(1, 2, 1), (1, 1000, 10), (3, 24, 3), (3, 25, 4), (5, 5, 0), (9, 2, 0)]
)
def test_days_until_everybody_knows(people, goal, expected):
    assert days_until_all_know(people, goal) == expected
