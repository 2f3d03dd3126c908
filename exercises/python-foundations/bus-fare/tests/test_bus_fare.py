import pytest
from bus_fare import fare, fare_with_card, is_rush_hour


@pytest.mark.parametrize(("age", "expected"), [(2, 0), (11, 120), (41, 250), (80, 150)])
def test_fare_by_age(age, expected):
    assert fare(age) == expected


@pytest.mark.parametrize(
    ("age", "expected"), [(0, 0), (5, 0), (6, 120), (17, 120), (18, 250), (64, 250), (65, 150), (66, 150)]
)
def test_fare_on_the_birthday(age, expected):
    assert fare(age) == expected


@pytest.mark.parametrize(
    ("age", "has_card", "expected"),
    [(12, True, 70), (18, True, 200), (70, True, 100), (12, False, 120), (64, False, 250), (70, False, 150)],
)
def test_card_takes_fifty_cents_off(age, has_card, expected):
    assert fare_with_card(age, has_card) == expected


@pytest.mark.parametrize("has_card", [True, False])
def test_fare_is_never_below_zero(has_card):
    assert fare_with_card(3, has_card) == 0


def test_rush_hour():
    busy = [hour for hour in range(24) if is_rush_hour(hour)]
    assert busy == [7, 8, 9, 16, 17, 18]
    assert [is_rush_hour(hour) for hour in (0, 7, 13, 18)] == [False, True, False, True]
