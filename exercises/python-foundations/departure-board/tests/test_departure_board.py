import pytest
from departure_board import board, board_line, clock


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, "00:00"), (9, "00:09"), (60, "01:00"), (754, "12:34"), (1439, "23:59"), (605, "10:05")]
)
def test_clock(minutes, expected):
    assert clock(minutes) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(1440, "00:00"), (1500, "01:00"), (2885, "00:05")])
def test_after_midnight(minutes, expected):
    assert clock(minutes) == expected


@pytest.mark.parametrize(
    ("minutes", "place", "platform", "expected"),
    [
        (485, "Namur", 3, "08:05 Namur          3"),
        (1200, "Blantyre", 10, "20:00 Blantyre      10"),
        (61, "Amman", 101, "01:01 Amman        101"),
    ],
)
def test_line_of_the_board(minutes, place, platform, expected):
    assert board_line(minutes, place, platform) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [("Louvain-la-Neuve", "09:00 Louvain-la-N   7"), ("Twelve chars", "09:00 Twelve chars   7"), ("", "09:00                7")],
)
def test_a_name_that_is_too_long(place, expected):
    assert board_line(540, place, 7) == expected


def test_board_is_sorted_by_time():
    departures = [(900, "Mons", 2), (65, "Gent", 11), (480, "Brugge", 5)]
    assert board(departures) == "01:05 Gent          11\n08:00 Brugge         5\n15:00 Mons           2"
    assert departures == [(900, "Mons", 2), (65, "Gent", 11), (480, "Brugge", 5)]


def test_an_empty_board():
    assert board([]) == ""
