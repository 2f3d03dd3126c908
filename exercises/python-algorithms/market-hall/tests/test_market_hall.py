import pytest
from market_hall import steps


@pytest.mark.parametrize(
    ("hall", "expected"), [(["A..B"], 3), (["B.A"], 2), (["#A#", "#.#", "#B#"], 2), (["B", ".", ".", "A"], 3)]
)
def test_straight_on(hall, expected):
    assert steps(hall) == expected


@pytest.mark.parametrize(
    ("hall", "expected"),
    [
        (["A#B", ".#.", "..."], 6),
        (["...", "A#B", "###"], 4),
        (["###", "A#B", "..."], 4),
        (["A.", "#.", "B."], 4),
        ([".A", ".#", ".B"], 4),
    ],
)
def test_around_the_stalls(hall, expected):
    assert steps(hall) == expected


@pytest.mark.parametrize(
    ("hall", "expected"),
    [
        ([".....", ".###.", ".#A#.", ".#.#.", "B...."], 4),
        (["A....", ".###.", ".#.#.", "...B."], 6),
        (["....A", "...#.", "...#.", "B...."], 7),
        (["..A..", ".....", ".....", "..B.."], 3),
    ],
)
def test_the_shorter_of_two_ways(hall, expected):
    assert steps(hall) == expected


@pytest.mark.parametrize("hall", [["A#B"], ["A..", "###", "..B"], ["#B#", "A##"]])
def test_no_way(hall):
    assert steps(hall) is None


@pytest.mark.parametrize(("hall", "expected"), [(["A#", "#B"], None), (["A#.", "..#", "#.B"], 4), (["#A", "B#"], None)])
def test_never_diagonally(hall, expected):
    assert steps(hall) == expected


@pytest.mark.parametrize(
    ("hall", "expected"), [(["A...B"], 4), (["A.#.B"], None), (["A", ".", ".", "B"], 3), (["A#", "#.", "B#"], None)]
)
def test_the_hall_has_an_edge(hall, expected):
    assert steps(hall) == expected


def test_an_empty_hall():
    assert steps(["A" + "." * 11, *["." * 12] * 10, "." * 11 + "B"]) == 22


def test_a_winding_way():
    hall = ["A" + "." * 8]
    for turn in range(6):
        hall += ["#" * 8 + "." if turn % 2 == 0 else "." + "#" * 8, "." * 9]
    hall[-1] = "." * 8 + "B"
    assert steps(hall) == 68


def test_a_huge_hall():
    hall = ["A" + "." * 199, *["." * 200] * 198, "." * 199 + "B"]
    assert steps(hall) == 398
