import pytest
from small_library import lend, overdue, read_both, unread

READERS = {"Snow": {"Dina", "Elias", "Fatou"}, "The Well": {"Fatou", "Elias"}, "Maps": set(), "Salt": {"Goran"}}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("Snow", "The Well", {"Elias", "Fatou"}), ("Snow", "Salt", set()), ("Snow", "Unknown", set()), ("Unknown", "Maps", set())],
)
def test_who_has_read_both(first, second, expected):
    assert read_both(READERS, first, second) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [(["Snow", "Maps", "Atlas", "Atlas"], {"Maps", "Atlas"}), (["Snow", "Salt"], set()), ([], set())],
)
def test_unread(titles, expected):
    assert unread(titles, READERS) == expected


def test_lend():
    loans = {"Salt": ("Dina", 1)}
    assert lend(loans, "Snow", "Dina", 4) is True
    assert loans == {"Salt": ("Dina", 1), "Snow": ("Dina", 4)}


def test_a_book_that_is_away():
    loans = {"Salt": ("Dina", 1)}
    assert lend(loans, "Salt", "Elias", 2) is False
    assert lend(loans, "Salt", "Dina", 3) is False
    assert loans == {"Salt": ("Dina", 1)}


def test_three_books_at_most():
    loans = {"A": ("Dina", 1), "B": ("Elias", 1), "C": ("Dina", 2)}
    answers = [lend(loans, title, "Dina", 3) for title in ("D", "E", "F")]
    assert answers == [True, False, False]
    assert "E" not in loans
    assert lend(loans, "E", "Elias", 4) is True


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (15, []),
        (16, [("Snow", "Fatou")]),
        (20, [("Maps", "Dina"), ("Snow", "Fatou")]),
        (99, [("Maps", "Dina"), ("Salt", "Dina"), ("Snow", "Fatou")]),
    ],
)
def test_overdue(today, expected):
    loans = {"Snow": ("Fatou", 1), "Salt": ("Dina", 10), "Maps": ("Dina", 5)}
    assert overdue(loans, today) == expected
