"""Differences: what is marked is exactly what the two texts do not share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.pages.differences import MAX_LINES, difference

texts = st.text(alphabet="ab\n", max_size=40)


def marked(pieces):
    return [piece.text for piece in pieces if piece.differs]


def joined(pieces):
    return "".join(piece.text for piece in pieces)


@given(texts, texts)
def test_no_character_is_lost_or_added(expected, actual):
    shown = difference(expected, actual)
    assert joined(shown.expected) == expected
    assert joined(shown.actual) == actual


@given(texts)
def test_equal_texts_have_no_mark(text):
    shown = difference(text, text)
    assert not marked(shown.expected)
    assert not marked(shown.actual)


def test_only_the_middle_is_marked():
    shown = difference("[1, 2, 3]", "[1, 5, 3]")
    assert marked(shown.expected) == ["2"]
    assert marked(shown.actual) == ["5"]


def test_what_is_missing_is_marked_on_one_side_only():
    shown = difference("[1, 2]", "[1]")
    assert marked(shown.expected) == [", 2"]
    assert marked(shown.actual) == []


def test_lines_are_compared_with_their_counterparts():
    shown = difference("one\ntwo\nthree\n", "one\nthree\n")
    assert marked(shown.expected) == ["two\n"]
    assert marked(shown.actual) == []


def test_quoted_line_breaks_are_unfolded():
    shown = difference(r"'a\nb'", r"'a\nc'")
    assert joined(shown.expected) == "'a\\n\nb'"
    assert marked(shown.expected) == ["b"]


def test_texts_of_many_lines_are_compared_as_one():
    many = "x\n" * (MAX_LINES + 1)
    shown = difference(many, many.replace("x", "y"))
    assert len(marked(shown.expected)) == 1
