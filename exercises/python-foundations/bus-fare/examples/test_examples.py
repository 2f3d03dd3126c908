from bus_fare import fare, fare_with_card


def test_example_fare():
    assert fare(3) == 0
    assert fare(10) == 120
    assert fare(30) == 250


def test_example_card():
    assert fare_with_card(30, True) == 200
