from cargo_bikes import trips


def test_example_four():
    assert trips([300, 700, 200, 800], 1000) == 2
