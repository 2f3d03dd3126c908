import pytest
from football_season import all_goals, biggest_win, longest_run, points


@pytest.mark.parametrize(
    ("matches", "expected"),
    [([(3, 0), (1, 0)], 6), ([(1, 1), (2, 2), (0, 0)], 3), ([(0, 4), (1, 2)], 0), ([(5, 1), (2, 2), (0, 1), (1, 0)], 7)],
)
def test_points(matches, expected):
    assert points(matches) == expected


def test_points_of_an_empty_season():
    assert points([]) == 0
    assert all_goals([]) == 0
    assert biggest_win([]) == 0
    assert longest_run([]) == 0


@pytest.mark.parametrize(("matches", "expected"), [([(3, 2)], 5), ([(0, 0), (1, 1), (6, 2)], 10), ([(0, 3), (2, 0)], 5)])
def test_goals_of_the_season(matches, expected):
    assert all_goals(matches) == expected


@pytest.mark.parametrize(
    ("matches", "expected"),
    [([(1, 0), (5, 2), (2, 1)], 3), ([(4, 3), (0, 6)], 1), ([(2, 0), (0, 0), (7, 0)], 7), ([(6, 5), (3, 1)], 2)],
)
def test_biggest_win(matches, expected):
    assert biggest_win(matches) == expected


@pytest.mark.parametrize("matches", [[(0, 1)], [(1, 1), (2, 5)], [(0, 0)]])
def test_a_season_without_a_win(matches):
    assert biggest_win(matches) == 0


@pytest.mark.parametrize(
    ("matches", "expected"),
    [
        ([(1, 0), (2, 2), (3, 0), (0, 1), (1, 1)], 3),
        ([(0, 1), (1, 1), (1, 0)], 2),
        ([(0, 1), (0, 2)], 0),
        ([(1, 0), (1, 0), (0, 5), (1, 0), (2, 1), (0, 0), (4, 4)], 4),
    ],
)
def test_longest_run(matches, expected):
    assert longest_run(matches) == expected


def test_the_list_stays_as_it_is():
    matches = [(1, 0), (0, 2), (3, 3)]
    points(matches)
    all_goals(matches)
    biggest_win(matches)
    longest_run(matches)
    assert matches == [(1, 0), (0, 2), (3, 3)]
    assert points(matches) == 4
