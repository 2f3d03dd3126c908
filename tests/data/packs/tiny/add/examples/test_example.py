from sums import add


def test_example():
    assert add(0, 0) == 0
