"""Points, verdict and what a learner may see follow from the run alone."""

from __future__ import annotations

from typing import Any

import pytest

from grader.bundles import Bundle, BundledTest, digest_of
from grader.model import Limits
from grader.reports import MAX_REPORT_BYTES, MAX_TEXT, Explanation, Outcome, Report, Show, Verdict
from grader.sandbox.session import End, SandboxRun
from grader.sandbox.wire import DoneFrame, TestFrame
from grader.scoring import report_of
from tests.grader.sandbox.stand_in import DONE, bundle_of

SECRET = "the-expected-value"


def bundled(name: str = "test_a", **more: Any) -> BundledTest:
    return BundledTest(name=name, file="test_x.py", **more)


def report(*tests: tuple[BundledTest, str | TestFrame | None], end: End = End.DONE, **done: Any) -> Report:
    """The report on tests with these outcomes; None for one that was never reported."""
    frames = {
        test.name: frame if isinstance(frame, TestFrame) else TestFrame(name=test.name, outcome=Outcome(frame))
        for test, frame in tests
        if frame is not None
    }
    run = SandboxRun(limits=Limits(), image="image", tests=frames, end=end, wall_ms=7)
    if end is End.DONE:
        run.done = DoneFrame.model_validate({**DONE, **done}, strict=False)
    return report_of(bundle_of(*(test for test, _ in tests)), run)


def test_all_passed_is_passed() -> None:
    result = report((bundled("test_a"), "passed"), (bundled("test_b"), "passed"))
    assert (result.verdict, result.score, result.error) == (Verdict.PASSED, 1.0, None)


@pytest.mark.parametrize("outcome", ["failed", "error", "skipped", None])
def test_anything_but_passed_is_failed(outcome: str | None) -> None:
    result = report((bundled("test_a"), "passed"), (bundled("test_b"), outcome))
    assert (result.verdict, result.score) == (Verdict.FAILED, 0.5)


def test_a_test_that_ran_out_of_time_is_the_time_limit() -> None:
    result = report((bundled("test_a"), "passed"), (bundled("test_b"), "timed_out"))
    assert result.verdict is Verdict.TIMED_OUT
    assert "4 seconds" in str(result.error)


def test_a_test_that_was_never_reported_did_not_pass() -> None:
    result = report((bundled("test_a"), None), (bundled("test_b"), "passed"))
    assert result.tests[0].outcome is Outcome.ERROR
    assert result.tests[0].explanation == Explanation(code="not_run")


def test_points_decide_the_score() -> None:
    result = report((bundled("test_a", points=3), "passed"), (bundled("test_b", points=1), "failed"))
    assert result.score == 0.75
    assert [(test.points, test.max_points) for test in result.tests] == [(3, 3), (0, 1)]


def test_a_test_without_points_does_not_decide() -> None:
    result = report((bundled("test_a"), "passed"), (bundled("test_b", points=0), "failed"))
    assert (result.verdict, result.score) == (Verdict.PASSED, 1.0)


@pytest.mark.parametrize(("outcome", "verdict", "score"), [("passed", "passed", 1.0), ("failed", "failed", 0.0)])
def test_where_no_test_has_points_all_of_them_decide(outcome: str, verdict: str, score: float) -> None:
    result = report((bundled("test_a", points=0), "passed"), (bundled("test_b", points=0), outcome))
    assert (result.verdict, result.score) == (verdict, score)


@pytest.mark.parametrize("stop", ["timed_out", "out_of_memory", "output_limit", "process_limit", "disk_limit"])
def test_a_limit_is_the_verdict_even_when_all_tests_had_passed(stop: str) -> None:
    result = report((bundled(), "passed"), stop=stop)
    assert result.verdict == stop
    assert result.error
    assert result.explanation
    assert result.explanation.code == stop


def test_a_submission_that_ended_itself_is_an_error() -> None:
    result = report((bundled(), "passed"), stop="ended")
    assert result.verdict is Verdict.ERROR
    assert "ended by itself" in str(result.error)


def test_a_submission_that_does_not_load_is_an_error_with_its_line() -> None:
    load_error = {"code": "syntax_error", "args": {"line": "3", "file": "x.py", "text": "invalid syntax"}}
    result = report((bundled(), None), load_error=load_error)
    assert (result.verdict, result.score) == (Verdict.ERROR, 0.0)
    assert result.error == "Python cannot read line 3 of x.py: invalid syntax"


@pytest.mark.parametrize("end", [End.FAULT, End.BROKEN])
def test_our_own_faults_count_against_nobody_and_give_no_points(end: End) -> None:
    result = report((bundled(), "passed"), end=end)
    assert (result.verdict, result.score) == (Verdict.GRADER_ERROR, 0.0)


@pytest.mark.parametrize(("end", "verdict"), [(End.DEADLINE, "timed_out"), (End.OUT_OF_MEMORY, "out_of_memory")])
def test_a_judge_that_the_submission_starved_is_the_submissions_limit(end: End, verdict: str) -> None:
    result = report((bundled(), None), end=end)
    assert result.verdict == verdict
    assert result.usage.wall_ms == 7


def telling(outcome: str = "failed") -> TestFrame:
    """What a judge would say of a test, were nothing withheld."""
    args = {
        "call": SECRET,
        "actual": SECRET,
        "expected": SECRET,
        "type": "KeyError",
        "line": "3",
        "file": "x.py",
        "text": SECRET,
    }
    return TestFrame(
        name="test_a",
        outcome=Outcome(outcome),
        explanation=Explanation(code="raised_at", args=args),
        message=SECRET,
        expected=SECRET,
        actual=SECRET,
    )


@pytest.mark.parametrize("show", [Show.TITLE, Show.NOTHING])
def test_a_hidden_value_does_not_pass_even_if_the_judge_told_it(show: Show) -> None:
    result = report((bundled(show=show, title={"en": "Adds"}, hint={"en": "Think."}), telling()))
    assert SECRET not in result.model_dump_json()


def test_title_and_hint_are_shown_with_the_kind_of_failure() -> None:
    test = report((bundled(show=Show.TITLE, title={"en": "Adds"}, hint={"en": "Think."}), telling())).tests[0]
    assert (test.title, test.hint) == ("Adds", "Think.")
    assert test.message == "Your code stopped with KeyError in line 3 of x.py."


def test_of_a_test_that_shows_nothing_only_its_number_is_seen() -> None:
    test = report((bundled(show=Show.NOTHING, title={"en": "Adds"}, hint={"en": "Think."}), telling())).tests[0]
    assert (test.title, test.hint, test.message, test.explanation) == ("Test 1", None, "", None)


def test_details_are_shown_where_the_author_says_so() -> None:
    test = report((bundled(show=Show.DETAILS), telling())).tests[0]
    assert (test.message, test.expected, test.actual) == (SECRET, SECRET, SECRET)


def test_a_test_that_passed_needs_no_words() -> None:
    test = report((bundled(show=Show.DETAILS, hint={"en": "Think."}), telling("passed"))).tests[0]
    assert (test.hint, test.message, test.expected, test.explanation) == (None, "", None, None)


def test_long_texts_are_cut() -> None:
    long = TestFrame(name="test_a", outcome=Outcome.FAILED, message="x" * 10_000, actual="y" * 10_000)
    test = report((bundled(show=Show.DETAILS), long)).tests[0]
    assert len(test.message) == len(test.actual or "") == MAX_TEXT
    assert test.message.endswith("…")


def test_a_report_is_never_larger_than_the_way_to_the_database_allows() -> None:
    long = [
        (
            bundled(f"test_{number}", show=Show.DETAILS, hint={"": "h" * 4_000}),
            TestFrame(
                name=f"test_{number}",
                outcome=Outcome.FAILED,
                message="é" * 4_000,
                expected="é" * 4_000,
                actual="é" * 4_000,
            ),
        )
        for number in range(1_000)
    ]
    result = report(*long)
    assert len(result.model_dump_json().encode()) <= MAX_REPORT_BYTES
    assert len(result.tests) == 1_000


def test_output_is_cut_at_the_exercises_limit() -> None:
    result = report((bundled(), "passed"), stdout="x" * 60_000, stderr="y" * 60_000)
    assert len(result.output.stdout) + len(result.output.stderr) == 64 * 1024
    assert result.output.truncated


def test_titles_and_hints_are_in_the_language_of_the_bundle() -> None:
    texts = {"ar": "يجمع", "en": "Adds", "fr": "Additionne"}
    test = bundled("test_a", title=texts, hint=texts)
    bundle = Bundle.from_bytes(data := bundle_of(test, language="fr").to_bytes(), digest_of(data))
    frames = {"test_a": TestFrame(name="test_a", outcome=Outcome.FAILED)}
    run = SandboxRun(limits=Limits(), image="image", tests=frames, end=End.DONE, wall_ms=7)
    run.done = DoneFrame.model_validate(DONE, strict=False)
    (result,) = report_of(bundle, run).tests
    assert (result.title, result.hint) == ("Additionne", "Additionne")
