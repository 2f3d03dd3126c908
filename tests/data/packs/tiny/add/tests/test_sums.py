from sums import add

SECRET = "hidden-token-4711"


def test_adds_secretly():
    assert add(2, 3) == 5


def test_adds_negative_numbers_secretly():
    assert add(-2, -3) == -5
