import pytest
from parcels import depth, unpacked, weight


@pytest.mark.parametrize(
    ("parcel", "expected"),
    [([5, 6], 11), ([5, [6]], 11), ([[1, 2], [3, [4, [5, [6]]]]], 21), ([[[[100]]]], 100), ([10, [20], 30, [40, [50]], 60], 210)],
)
def test_weight(parcel, expected):
    assert weight(parcel) == expected


@pytest.mark.parametrize(("parcel", "levels"), [([], 1), ([[]], 2), ([[], []], 2), ([[[], [[]]]], 4)])
def test_empty_parcels(parcel, levels):
    assert weight(parcel) == 0
    assert unpacked(parcel) == []
    assert depth(parcel) == levels


@pytest.mark.parametrize(
    ("parcel", "expected"),
    [([1, 2, 3], 1), ([1, [2], [3]], 2), ([[1], [[2]], [3]], 3), ([[[[[7]]]]], 5), ([[[1]], [2, [3, [4]]], 5], 4)],
)
def test_depth(parcel, expected):
    assert depth(parcel) == expected


@pytest.mark.parametrize(
    ("parcel", "expected"),
    [([3, 1, 2], [3, 1, 2]), ([3, [1], 2], [3, 1, 2]), ([[9, [8, [7]]], 6, [[5]], 4], [9, 8, 7, 6, 5, 4])],
)
def test_unpacked(parcel, expected):
    assert unpacked(parcel) == expected


def test_very_deep():
    parcel = [1]
    for number in range(2, 31):
        parcel = [number, parcel]
    assert depth(parcel) == 30
    assert weight(parcel) == 465
    assert unpacked(parcel) == list(range(30, 0, -1))


def test_the_parcel_stays_packed():
    parcel = [1, [2, [3]], [4]]
    weight(parcel)
    depth(parcel)
    assert unpacked(parcel) == [1, 2, 3, 4]
    assert parcel == [1, [2, [3]], [4]]
