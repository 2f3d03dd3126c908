import pytest
from streets import dry_areas


@pytest.mark.parametrize(
    ("town", "expected"), [(["."], [1]), (["..."], [3]), ([".", "."], [2]), (["...", "..."], [6]), (["~.~"], [1])]
)
def test_one_area(town, expected):
    assert dry_areas(town) == expected


@pytest.mark.parametrize(
    ("town", "expected"),
    [
        ([".~..~..."], [3, 2, 1]),
        (["..~~", "~~~~", "~..."], [3, 2]),
        ([".~.", "~~~", ".~."], [1, 1, 1, 1]),
        ([".~..", ".~..", "~~..", "..~~"], [6, 2, 2]),
    ],
)
def test_several_areas(town, expected):
    assert dry_areas(town) == expected


@pytest.mark.parametrize(("town", "expected"), [([".~", "~."], [1, 1]), (["~.~", ".~.", "~.~"], [1, 1, 1, 1])])
def test_corners_do_not_connect(town, expected):
    assert dry_areas(town) == expected


@pytest.mark.parametrize(
    ("town", "expected"),
    [
        (["...", ".~.", "..."], [8]),
        (["~~.", "...", ".~~"], [5]),
        ([".~.", ".~.", "..."], [7]),
        (["~.~", "...", "~.~"], [5]),
        (["...", "~~.", "...", ".~~", "..."], [11]),
        (["....~", ".~~.~", ".~.~.", ".~~.~", "....~"], [13, 1, 1]),
    ],
)
def test_areas_with_bends(town, expected):
    assert dry_areas(town) == expected


@pytest.mark.parametrize("town", [[], ["~~", "~~"], ["~"]])
def test_nothing_dry(town):
    assert dry_areas(town) == []


def test_a_long_winding_street():
    town = []
    for turn in range(30):
        town += ["." * 60, "~" * 59 + "." if turn % 2 == 0 else "." + "~" * 59]
    assert dry_areas(town) == [30 * 61]


def test_a_large_town():
    town = ["." * 200, *["." + "~" * 198 + "."] * 3, *["." * 200] * 196]
    assert dry_areas(town) == [200 * 200 - 3 * 198]
