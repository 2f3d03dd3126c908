from football_season import longest_run, points


def test_example_points():
    assert points([(2, 1), (0, 0), (1, 3), (4, 2)]) == 7


def test_example_run():
    assert longest_run([(1, 0), (0, 2), (1, 1), (3, 1), (2, 2)]) == 3
