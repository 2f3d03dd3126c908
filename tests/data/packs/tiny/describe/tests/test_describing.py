from describing import describe


def test_even():
    assert describe(4) == "even"


def test_odd():
    assert describe(5) == "odd"
