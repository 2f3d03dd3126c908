from circles import circles_after


def test_example_five():
    assert circles_after(5, [(0, 1), (2, 3), (1, 0), (3, 0)]) == [4, 3, 3, 2]
