from random import Random

import pytest
from vouchers import find_pair


@pytest.mark.parametrize(
    ("values", "amount", "expected"),
    [
        ([20, 30], 50, (0, 1)),
        ([5, 25, 60, 10, 40], 100, (2, 4)),
        ([50, 10, 20, 5, 40], 60, (0, 1)),
        ([1, 9, 2, 8, 3, 7], 10, (0, 1)),
        ([100, 7, 30, 90, 13], 20, (1, 4)),
    ],
)
def test_finds_two_vouchers(values, amount, expected):
    assert find_pair(values, amount) == expected


@pytest.mark.parametrize(
    ("values", "amount", "expected"), [([5, 20, 30], 10, None), ([25, 40, 10, 30, 20], 50, (1, 2))]
)
def test_one_voucher_is_not_used_twice(values, amount, expected):
    assert find_pair(values, amount) == expected


def test_two_equal_vouchers_are_a_pair():
    assert find_pair([30, 15, 40, 15], 30) == (1, 3)


def test_leftmost_of_equal_vouchers():
    assert find_pair([20, 5, 20, 20, 15], 35) == (0, 4)


@pytest.mark.parametrize(("values", "amount"), [([], 10), ([10], 10), ([10, 20, 30], 35), ([1, 2, 4], 7)])
def test_no_pair(values, amount):
    assert find_pair(values, amount) is None


def by_trying(values, amount):
    for second, value in enumerate(values):
        for first in range(second):
            if values[first] + value == amount:
                return (first, second)
    return None


def test_many_small_rows():
    dice = Random(19)
    for _ in range(300):
        values = [dice.randint(1, 12) for _ in range(dice.randint(0, 7))]
        amount = dice.randint(2, 24)
        assert find_pair(values, amount) == by_trying(values, amount)


def test_a_long_row():
    even = list(range(2, 200_002, 2))
    assert find_pair(even, 200_001) is None
    assert find_pair([*even, 1], 150_001) == (74_999, 100_000)
