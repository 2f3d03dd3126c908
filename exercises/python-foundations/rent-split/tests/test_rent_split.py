import pytest
from rent_split import as_text, shares


@pytest.mark.parametrize(
    ("rent", "persons", "expected"),
    [(80000, 2, [40000, 40000]), (60000, 5, [12000] * 5), (700, 1, [700]), (0, 3, [0, 0, 0])],
)
def test_equal_shares(rent, persons, expected):
    assert shares(rent, persons) == expected


@pytest.mark.parametrize(
    ("rent", "persons", "expected"),
    [(50000, 3, [16667, 16667, 16666]), (101, 2, [51, 50]), (5, 4, [2, 1, 1, 1]), (3, 4, [1, 1, 1, 0]), (1003, 5, [201, 201, 201, 200, 200])],
)
def test_the_cents_that_are_left_over(rent, persons, expected):
    assert shares(rent, persons) == expected


def test_the_shares_are_the_rent():
    for persons in range(1, 8):
        for rent in (1, 99, 12345, 65432, 99999999):
            found = shares(rent, persons)
            assert len(found) == persons
            assert sum(found) == rent


def test_the_heating_is_shared_too():
    assert shares(60000, 4, 2001) == [15501, 15500, 15500, 15500]
    assert shares(60000, 4, heating=0) == [15000, 15000, 15000, 15000]


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(84999, "849.99 EUR"), (100, "1.00 EUR"), (1207, "12.07 EUR"), (60, "0.60 EUR"), (3, "0.03 EUR"), (0, "0.00 EUR"), (123456789, "1234567.89 EUR")],
)
def test_money_in_words(cents, expected):
    assert as_text(cents) == expected


@pytest.mark.parametrize(("currency", "expected"), [("MWK", "45.08 MWK"), ("JOD", "45.08 JOD")])
def test_another_currency(currency, expected):
    assert as_text(4508, currency) == expected
    assert as_text(4508, currency=currency) == expected
