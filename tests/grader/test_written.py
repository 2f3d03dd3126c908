"""Reports on quizzes and texts: nothing is run for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

import pytest

from grader.bundles import Bundle, BundledTest, digest_of
from grader.grading import grade
from grader.model import Question
from grader.reports import Outcome, Report, Show, Verdict
from grader.sandbox.service import Sandbox

SINGLE = {
    "name": "where",
    "ask": {"en": "Where is it?", "fr": "Où est-ce ?"},
    "choices": [
        {"text": "THE RIGHT ONE", "right": True},
        {"text": "there", "say": {"en": "Too far.", "fr": "Trop loin."}},
    ],
    "points": 3,
    "hint": {"en": "Look."},
}
SHORT = {"name": "how_many", "ask": "How many?", "type": "short", "accept": [3]}


class NoSandbox:
    """Fails whoever asks it for a run."""

    def run(self, *_: Any, **__: Any) -> Any:
        pytest.fail("a quiz or a text asked for a container")


def report(
    kind: Literal["quiz", "text"], data: bytes, *, show: Show = Show.TITLE, language: str = "en", **more: Any
) -> Report:
    """The report on one file, by the same door as for code."""
    questions = [Question.model_validate(one) for one in (SINGLE, SHORT)] if kind == "quiz" else []
    tests = [
        BundledTest(name=one.name, file="", title=one.ask, points=one.points, hint=one.hint, show=show)
        for one in questions
    ]
    if kind == "text":
        tests = [BundledTest(name="clarity", file="", title={"en": "Clear"}, points=2, show=show)]
    file = "answers.json" if kind == "quiz" else "answer.txt"
    bundle = Bundle(
        exercise="pack/slug", kind=kind, files=[file], hidden={}, tests=tests, questions=questions, language=language,
        **more,
    )  # fmt: skip
    sandbox: Sandbox = NoSandbox()
    result = grade({file: data}, bundle, sandbox)
    assert result.exercise_digest == digest_of(bundle.to_bytes())
    return result


def quiz(answers: object, **more: Any) -> Report:
    """The report on these answers."""
    return report("quiz", json.dumps(answers).encode(), **more)


def test_all_answers_right_is_passed() -> None:
    result = quiz({"where": 1, "how_many": "3"})
    assert (result.verdict, result.score, result.signature) == (Verdict.PASSED, 1.0, "")
    assert [test.outcome for test in result.tests] == [Outcome.PASSED, Outcome.PASSED]


def test_points_are_those_of_the_questions() -> None:
    result = quiz({"where": 1, "how_many": "4"})
    assert (result.verdict, result.score) == (Verdict.FAILED, 0.75)
    assert [(test.points, test.max_points) for test in result.tests] == [(3, 3), (0, 1)]


@pytest.mark.parametrize(("language", "said"), [("en", "Too far."), ("fr", "Trop loin.")])
def test_what_a_choice_says_is_the_message(language: str, said: str) -> None:
    test = quiz({"where": 2, "how_many": "3"}, language=language).tests[0]
    assert test.message == said
    assert test.explanation
    assert (test.explanation.code, test.explanation.args) == ("quiz_choice", {"question": "where", "choices": "2"})
    assert test.hint == "Look."


def test_a_question_keeps_its_name_for_the_learner() -> None:
    assert [test.name for test in quiz({"where": 2}).for_learner().tests] == ["where", "how_many"]


def test_where_the_author_shows_nothing_a_wrong_answer_is_just_wrong() -> None:
    test = quiz({"where": 2}, show=Show.NOTHING).tests[0]
    assert (test.title, test.message, test.explanation, test.hint) == ("Test 1", "", None, None)


def test_the_right_answer_is_never_told() -> None:
    assert "THE RIGHT ONE" not in quiz({"where": 2}).model_dump_json()


def test_equal_wrong_answers_have_one_signature() -> None:
    one, same, other = quiz({"where": 2}), quiz({"where": 2, "how_many": ""}), quiz({"where": 2, "how_many": "4"})
    assert one.signature
    assert one.signature == same.signature != other.signature
    assert one.for_learner().signature == ""


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"where": 1, "odd": 1}'])
def test_what_is_no_set_of_answers_is_an_error_in_plain_words(data: bytes) -> None:
    result = report("quiz", data)
    assert (result.verdict, result.score) == (Verdict.ERROR, 0.0)
    assert "answers.json" in str(result.error)
    assert {test.outcome for test in result.tests} == {Outcome.SKIPPED}


def test_progress_is_told_of_each_question() -> None:
    questions = [Question.model_validate(SHORT)]
    tests = [BundledTest(name="how_many", file="")]
    bundle = Bundle(exercise="x", kind="quiz", files=["answers.json"], hidden={}, tests=tests, questions=questions)
    told: list[tuple[Mapping[int, Outcome], int]] = []
    grade({"answers.json": b'{"how_many": "3"}'}, bundle, NoSandbox(), on_tests=lambda *one: told.append(one))
    assert told == [({1: Outcome.PASSED}, 1)]


def text(content: bytes, **more: Any) -> Report:
    """The report on a text."""
    return report("text", content, **more)


def test_a_text_waits_for_a_person() -> None:
    result = text(b"Dear Sir or Madam", words=(2, 10))
    assert (result.verdict, result.score) == (Verdict.FAILED, 0.0)
    assert result.explanation
    assert result.explanation.code == "waits_for_person"
    assert "person" in str(result.error)
    assert [test.outcome for test in result.tests] == [Outcome.SKIPPED]


@pytest.mark.parametrize(
    ("content", "code", "args"),
    [
        (b"one", "too_few_words", {"words": "1", "fewest": "2"}),
        (b"one two three four", "too_many_words", {"words": "4", "most": "3"}),
        ("un\u00a0deux\u2003trois".encode(), "waits_for_person", {}),
        (b" \n", "load_empty", {"file": "answer.txt"}),
        (b"\xe9t\xe9", "load_encoding", {"file": "answer.txt"}),
    ],
)
def test_length_and_encoding_are_checked_at_once(content: bytes, code: str, args: dict[str, str]) -> None:
    result = text(content, words=(2, 3))
    assert result.explanation
    assert (result.explanation.code, result.explanation.args) == (code, args)
    assert (result.verdict is Verdict.ERROR) == code.startswith("load")
