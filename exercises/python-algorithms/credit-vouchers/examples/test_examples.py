from vouchers import find_pair


def test_example_pair():
    assert find_pair([10, 15, 50, 20], 35) == (1, 3)


def test_example_none():
    assert find_pair([5, 1], 8) is None
