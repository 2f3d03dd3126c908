"""Messages of other versions of Python, and what the learner's own source adds to a message."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.plain_words import LANGUAGES, Raised, all_codes, explain
from grader.plain_words.causes import MAX_ARGUMENT
from grader.plain_words.classifier import OF_TYPES, classify

DATA = Path(__file__).parents[2] / "data" / "plain_words"
MESSAGES = yaml.safe_load((DATA / "messages.yaml").read_text(encoding="utf-8"))
TYPES = st.sampled_from([*OF_TYPES, "IndentationError", "ModuleNotFoundError", "UnboundLocalError"]) | st.text(
    max_size=40
)
TEXTS = st.sampled_from([text for _, text, _, _ in MESSAGES]) | st.text(max_size=300)
HOSTILE = (
    "'" * 50_000,
    "(" * 50_000,
    " " * 50_000 + "x",
    "a." * 40_000,
    "name 'x" * 9_000,
    "=" * 50_000,
    "\\" * 50_000,
)


@pytest.mark.parametrize(("kind", "text", "line", "code"), MESSAGES, ids=[text[:50] for _, text, _, _ in MESSAGES])
def test_messages_of_other_versions_are_given_their_code(kind, text, line, code):
    assert classify(Raised(kind, text, "main.py", 1), line).code == code


@pytest.mark.parametrize("kind", OF_TYPES)
def test_a_type_alone_is_explained(kind):
    assert classify(Raised(kind)).code == OF_TYPES[kind]


@pytest.mark.parametrize(
    ("text", "source", "args"),
    [
        ("name 'totl' is not defined", "total = 1\nprint(totl)", {"name": "totl", "suggestion": "total"}),
        ("name 'Total' is not defined", "total = 1\nprint(Total)", {"name": "Total", "suggestion": "total"}),
        ("name 'totl' is not defined", "# total\nx = 'total'\ny = totl", {"name": "totl"}),
        ("name 'x' is not defined. Did you mean: 'y'?", "", {"name": "x", "suggestion": "y"}),
    ],
)
def test_a_misspelt_name_is_looked_for_in_the_learners_own_source(text, source, args):
    assert classify(Raised("NameError", text, "main.py", 2), source).args == args


def test_a_suggestion_is_taken_from_the_traceback_too():
    trace = "AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?\n"
    cause = classify(Raised("AttributeError", "'list' object has no attribute 'apend'", trace=trace))
    assert cause.args == {"name": "apend", "suggestion": "append"}


def test_a_type_error_at_the_call_of_a_test_speaks_of_the_call():
    assert classify(Raised("TypeError", place_known=False)).code == "called_by_test"


def test_an_argument_is_one_short_line_without_anything_invisible():
    text = "name '" + "a\u202eb" * 39 + "' is not defined"
    (argument,) = classify(Raised("NameError", text)).args.values()
    assert len(argument) <= MAX_ARGUMENT + 1
    assert argument.isprintable()


@settings(deadline=None, max_examples=500)
@given(TYPES, TEXTS, st.text(max_size=200), st.integers(-5, 20), TEXTS, st.sampled_from([*LANGUAGES, "xx", "ar-EG"]))
def test_any_text_is_explained(kind, text, source, line, trace, language):
    error = explain(Raised(kind, text, "main.py", line, trace), {"main.py": source}, language)
    assert error.means
    assert error.look
    assert error.code in all_codes()
    assert error.as_data()["code"] == error.code


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
@pytest.mark.parametrize("kind", OF_TYPES)
def test_long_texts_are_cut_before_they_are_looked_at(kind, text):
    error = explain(Raised(kind, text, "main.py", 1, text), {"main.py": text}, "en")
    assert len(error.original) < 700
    assert sum(len(piece.text) for piece in error.means) < 700
