"""Reports in words: the headline, what is missing, and what is said of each test."""

from __future__ import annotations

import pytest

from grader.reports import Explanation, Outcome, Report, TestResult, Verdict
from web.pages.verdicts import result_view


def of_test(title, outcome="passed", points=1.0, **more):
    earned = points if outcome == "passed" else 0.0
    return TestResult(name="test_x", title=title, outcome=outcome, points=earned, max_points=points, **more)


def of_report(*tests, verdict="failed", **more):
    return Report(
        exercise="pack/one",
        exercise_digest="sha256:" + "0" * 64,
        verdict=verdict,
        score=more.pop("score", 0.0),
        tests=list(tests),
        **more,
    )


def test_the_headline_counts_what_passed():
    view = result_view(of_report(of_test("a"), of_test("b", "failed")))
    assert view.headline == "1 of 2 tests passed"
    assert view.tone == "bad"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_headline_and_a_tone(verdict):
    view = result_view(of_report(of_test("a"), verdict=verdict))
    assert view.headline
    assert view.tone == {"passed": "good", "grader_error": "calm"}.get(verdict, "bad")


def test_what_is_missing_names_only_tests_that_count():
    view = result_view(of_report(of_test("a"), of_test("b", "failed"), of_test("example", "failed", points=0.0)))
    assert view.missing == ("b",)


def test_only_the_first_test_that_did_not_pass_stands_open():
    view = result_view(of_report(of_test("a"), of_test("b", "failed"), of_test("c", "failed")))
    assert [test.is_open for test in view.tests] == [False, True, False]


def test_an_explanation_is_said_in_words():
    explanation = Explanation(code="raised_at", args={"type": "KeyError", "line": "3", "file": "a.py"})
    view = result_view(of_report(of_test("a", "error", explanation=explanation)))
    assert view.tests[0].words == "Your code stopped with KeyError in line 3 of a.py."


def test_a_message_that_only_repeats_the_explanation_is_not_said_twice():
    explanation = Explanation(code="check_failed")
    words = "A check of this test did not hold."
    view = result_view(of_report(of_test("a", "failed", explanation=explanation, message=words)))
    assert view.tests[0].message == ""


def test_expected_and_actual_are_shown_as_a_difference():
    view = result_view(of_report(of_test("a", "failed", expected="1", actual="2")))
    assert view.tests[0].difference is not None


def test_a_test_that_hides_its_values_shows_no_difference():
    view = result_view(of_report(of_test("a", "failed")))
    assert view.tests[0].difference is None


def test_a_load_error_is_said_in_words():
    explanation = Explanation(code="load_no_name", args={"file": "a.py", "name": "add"})
    view = result_view(of_report(verdict="error", explanation=explanation, error="raw"))
    assert view.error == "Your file a.py has no add. Is the name spelt as in the exercise?"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_sign(outcome):
    assert result_view(of_report(of_test("a", outcome))).tests[0].sign
