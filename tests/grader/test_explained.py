"""Which explanations of a report are Python errors, and what is told of hidden tests."""

from __future__ import annotations

import pytest

from grader.explained import WHOLE, explained_errors
from grader.reports import Explanation, Report, Show, TestResult, Verdict

FILES = {"main.py": b"total = 3\nprint(totl)\n"}


def of_test(code, args, message="", outcome="error", show=Show.DETAILS):
    explanation = Explanation(code=code, args=args)
    return TestResult(
        name="test_x",
        title="x",
        outcome=outcome,
        points=0.0,
        max_points=1.0,
        show=show,
        message=message,
        explanation=explanation,
    )


def of_report(*tests, explanation=None):
    digest = "sha256:" + "0" * 64
    return Report(
        exercise="pack/one",
        exercise_digest=digest,
        verdict=Verdict.ERROR,
        score=0.0,
        tests=list(tests),
        explanation=explanation,
    )


PLACE = {"type": "NameError", "file": "main.py", "line": "2"}


def test_an_error_is_found_at_the_number_of_its_test():
    other = of_test("wrong_value", {}, outcome="failed")
    raised = of_test("raised_details", PLACE | {"text": "name 'totl' is not defined"}, message="the traceback")
    errors = explained_errors(of_report(other, raised), FILES, "en")
    assert list(errors) == [2]
    assert (errors[2].code, errors[2].trace) == ("name_similar", "the traceback")


def test_of_a_hidden_test_the_type_is_explained_and_its_message_is_no_traceback():
    hidden = of_test(
        "raised_at", PLACE, message="Your code stopped with NameError in line 2 of main.py.", show=Show.TITLE
    )
    error = explained_errors(of_report(hidden), FILES, "en")[1]
    assert (error.code, error.original, error.trace) == ("name_error", "NameError", "")
    assert error.lines[-1].text == "print(totl)"


@pytest.mark.parametrize(
    ("code", "args", "found"),
    [
        ("syntax_error", PLACE | {"type": "SyntaxError", "text": "expected ':' (main.py, line 2)"}, "missing_colon"),
        ("load_raised", PLACE | {"text": "name 'totl' is not defined"}, "name_similar"),
        ("load_input", PLACE | {"type": "EOFError", "text": ""}, "input_at_load"),
        (
            "load_encoding",
            PLACE | {"type": "SyntaxError", "text": "(unicode error) 'unicodeescape' codec"},
            "path_backslash",
        ),
    ],
)
def test_an_error_that_kept_all_from_being_tested_is_explained(code, args, found):
    errors = explained_errors(of_report(explanation=Explanation(code=code, args=args)), FILES, "en")
    assert errors[WHOLE].code == found


@pytest.mark.parametrize("code", ["load_encoding", "load_no_name", "timed_out", "grader_error"])
def test_what_is_no_python_error_is_left_to_its_own_sentence(code):
    assert explained_errors(of_report(explanation=Explanation(code=code)), FILES, "en") == {}


def test_a_program_that_asks_for_more_input_is_told_so():
    raised = of_test("input_ended", {"file": "main.py", "line": "1"}, show=Show.TITLE)
    assert explained_errors(of_report(raised), FILES, "en")[1].code == "input_ended"


@pytest.mark.parametrize("line", ["", "-1", "two", "9" * 50, "\u0663"])
def test_a_line_that_is_no_number_is_no_place(line):
    raised = of_test("raised_at", PLACE | {"line": line})
    assert explained_errors(of_report(raised), {"main.py": b"\xff"}, "en")[1].code == "name_error"
