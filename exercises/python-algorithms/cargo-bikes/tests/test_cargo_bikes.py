from itertools import combinations_with_replacement

import pytest
from cargo_bikes import trips


@pytest.mark.parametrize(
    ("parcels", "limit", "expected"), [([400, 500], 1000, 1), ([400, 700], 1000, 2), ([250, 250, 600, 650], 900, 2)]
)
def test_two_parcels_share_a_trip(parcels, limit, expected):
    assert trips(parcels, limit) == expected


@pytest.mark.parametrize(("parcels", "expected"), [([10, 10, 10], 2), ([10] * 7, 4), ([10] * 8, 4), ([10], 1)])
def test_never_three_parcels(parcels, expected):
    assert trips(parcels, 1000) == expected


def test_exactly_the_limit():
    assert trips([600, 400, 501, 500, 1000], 1000) == 4


@pytest.mark.parametrize(
    ("parcels", "expected"), [([900, 800, 100, 200], 2), ([100, 850, 120, 870, 90, 860], 3), ([700, 300, 700, 300, 700], 3)]
)
def test_parcels_in_any_order(parcels, expected):
    assert trips(parcels, 1000) == expected


@pytest.mark.parametrize(
    ("parcels", "limit", "expected"), [([1, 2, 8, 9], 10, 2), ([10, 20, 30, 70, 80, 90], 100, 3), ([3, 4, 5, 6, 7], 10, 3)]
)
def test_heavy_takes_light(parcels, limit, expected):
    assert trips(parcels, limit) == expected


def test_no_parcel():
    assert trips([], 500) == 0


def test_the_list_stays_as_it_is():
    parcels = [500, 200, 900, 100]
    assert trips(parcels, 1000) == 2
    assert parcels == [500, 200, 900, 100]


def fewest(weights, limit):
    """Tries every way to fill the first trip."""
    if not weights:
        return 0
    first, others = weights[0], weights[1:]
    counts = [fewest(others, limit)]
    for place, other in enumerate(others):
        if first + other <= limit:
            counts.append(fewest(others[:place] + others[place + 1 :], limit))
    return 1 + min(counts)


def test_all_small_loads():
    for count in range(1, 6):
        for parcels in combinations_with_replacement((5, 1, 4, 2), count):
            assert trips(list(parcels), 6) == fewest(list(parcels), 6)


def test_a_big_warehouse():
    parcels = [1 + number * 7 % 100_000 for number in range(100_000)]
    assert trips(parcels, 100_001) == 50_000
