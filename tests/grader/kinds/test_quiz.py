"""What counts as a right answer, and that nothing which is handed in is more than a wrong one."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.kinds.quiz import Answered, AnswersRefused, answered
from grader.model import Question
from grader.model.quiz import MAX_ANSWERS_BYTES
from grader.reports import Outcome

ARABIC, ARABIC_THOUSAND = "\u0663\u066b\u0665", "\u0661\u066c\u0660\u0660\u0660"
THREE = [
    {"text": "a sheet"},
    {"text": "a cell", "right": True},
    {"text": "a row", "say": {"en": "A row has many.", "fr": "Une ligne en a plusieurs."}},
]
TWO_OF_FOUR = [
    {"text": "a", "right": True},
    {"text": "b", "say": {"en": "Not b."}},
    {"text": "c", "right": True},
    {"text": "d"},
]


def question(kind: str = "single", **more: Any) -> Question:
    """One question, with choices where its type has some."""
    choices = {"single": THREE, "multiple": TWO_OF_FOUR, "order": [{"text": one} for one in "abc"], "short": []}[kind]
    return Question.model_validate({"name": "q", "ask": "?", "type": kind, "choices": choices, **more})


def graded(one: Question, answer: Any) -> Answered:
    """The answer to the one question of a quiz."""
    return answered([one], "answers.json", json.dumps({one.name: answer}).encode())[0]


def code(one: Question, answer: Any) -> str:
    """Why it did not pass; empty if it did."""
    found = graded(one, answer)
    assert (found.outcome is Outcome.PASSED) == (found.explanation is None)
    return found.explanation.code if found.explanation else ""


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        *(("single", 2, ""), ("single", 1, "quiz_wrong"), ("single", 3, "quiz_choice")),
        *(("multiple", [1, 3], ""), ("multiple", [3, 1], ""), ("multiple", [1], "quiz_incomplete")),
        *(
            ("multiple", [1, 3, 4], "quiz_wrong"),
            ("multiple", [1, 2, 3], "quiz_choice"),
            ("multiple", [4], "quiz_wrong"),
        ),
        *(("order", [1, 2, 3], ""), ("order", [2, 1, 3], "quiz_order"), ("order", [1, 2], "quiz_unreadable")),
    ],
)
def test_choices(kind: str, answer: Any, why: str) -> None:
    assert code(question(kind), answer) == why


@pytest.mark.parametrize("kind", ["single", "multiple", "order", "short"])
@pytest.mark.parametrize("answer", [None, "", [], "   "])
def test_no_answer_is_told_from_a_wrong_one(kind: str, answer: Any) -> None:
    wanted = {"quiz_unreadable"} if answer == "   " and kind != "short" else {"quiz_unanswered"}
    assert code(question(kind, **({"accept": ["x"]} if kind == "short" else {})), answer) in wanted


@pytest.mark.parametrize("kind", ["single", "multiple", "order", "short"])
@pytest.mark.parametrize(
    "answer",
    [True, 0, -1, 99, 2.0, 1e400, {"a": 1}, [True], [0], [1, 1], [[1]], [1.0], ["1"], [4] * 4, "x" * 1_001, [1, 2, 9]],
)
def test_an_answer_of_an_odd_form_is_one_that_did_not_pass(kind: str, answer: Any) -> None:
    found = graded(question(kind, **({"accept": ["x"]} if kind == "short" else {})), answer)
    assert found.outcome is Outcome.FAILED
    assert found.explanation
    assert found.explanation.code == "quiz_unreadable"


def test_what_is_said_of_each_wrong_choice() -> None:
    found = graded(question("multiple"), [1, 2, 4])
    assert found.say == ({"en": "Not b."},)
    assert found.explanation
    assert found.explanation.args == {"question": "q", "choices": "2"}
    assert graded(question(), 3).say == ({"en": "A row has many.", "fr": "Une ligne en a plusieurs."},)


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        *((["web browser"], "  Web  BROWSER "), (["café"], "CAFE"), (["cafe"], "café"), (["e-mail", "mail"], "Mail")),
        *(
            ([3.5], "3,5"),
            ([3.5], "3.50"),
            ([3.5], ARABIC),
            (["3,5"], "3.5"),
            ([3], "٣"),
            ([-2], "\u22122"),
            ([3], "3."),
        ),
        *(
            ([1000], "1 000"),
            ([1000], "1,000"),
            ([1000], "1.000"),
            ([1], "1,000"),
            ([1000], "1\u202f000"),
            ([12], " 12 "),
        ),
        *(([1000], ARABIC_THOUSAND), (["بريد"], "بَريـد"), (["٣ أيام"], "3 أيام"), ([1e-7], "0.0000001"), ([7], "+7")),
        *((["Straße"], "STRASSE"), ([10**30], "1" + "0" * 30)),
    ],
)
def test_short_answers_that_count(accept: list[Any], answer: str) -> None:
    assert code(question("short", accept=accept), answer) == ""


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        *((["web browser"], "browser"), ([3.5], "3.6"), ([3], "three"), (["a"], "b"), ([10], "1"), ([3.5], "3.5.0")),
        *(([1], "1e400"), ([1], "1e99999999999"), ([1], "0x1"), ([1], "nan"), ([1], "1/1"), ([12], "1" * 900)),
    ],
)
def test_short_answers_that_do_not_count(accept: list[Any], answer: str) -> None:
    assert code(question("short", accept=accept), answer) == "quiz_wrong"


@pytest.mark.parametrize(("answer", "why"), [("3.1", ""), ("3,2", ""), ("3.04", ""), ("3.3", "quiz_wrong")])
def test_a_number_may_be_near(answer: str, why: str) -> None:
    assert code(question("short", accept=[3.12], tolerance=0.08), answer) == why


@pytest.mark.parametrize(
    ("answer", "why"),
    [("Ab é", ""), ("ab é", "quiz_wrong"), ("Ab e", "quiz_wrong"), ("Abé", "quiz_wrong"), (" Ab e\u0301\n", "")],
)
def test_where_it_must_be_exact_case_accents_and_spaces_count(answer: str, why: str) -> None:
    assert code(question("short", accept=["Ab é"], exact=True), answer) == why


BAD = [
    *(b"", b"{", b"[]", b"7", b"null", b'"q"', b"\xff\xfe{}", b'{"q": 1', b"[" * 60_000, b'{"q":' * 10_000),
    *(b'{"q": ' + b"9" * 5_000 + b"}", b'{"q": 1}' + b" " * MAX_ANSWERS_BYTES, b"\x00"),
]


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_what_is_no_json_object_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(AnswersRefused) as refused:
        answered([question()], "answers.json", data)
    assert refused.value.explanation.code == "answers_unreadable"


def test_a_question_that_there_is_not_is_told() -> None:
    with pytest.raises(AnswersRefused) as refused:
        answered([question()], "answers.json", b'{"q": 2, "other \\u202e": 1}')
    assert refused.value.explanation.code == "answers_unknown"
    assert refused.value.explanation.args["question"] == "'other \\u202e'"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert answered([question()], "answers.json", b'\xef\xbb\xbf{"q": 2}')[0].outcome is Outcome.PASSED


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(answer=_JSON, kind=st.sampled_from(["single", "multiple", "order", "short"]))
def test_any_json_gives_an_outcome(answer: Any, kind: str) -> None:
    one = question(kind, **({"accept": ["x", 3]} if kind == "short" else {}))
    assert graded(one, answer).outcome in {Outcome.PASSED, Outcome.FAILED}


@given(data=st.binary(max_size=200))
def test_any_bytes_give_an_outcome_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(AnswersRefused):
        assert len(answered([question()], "answers.json", data)) == 1
