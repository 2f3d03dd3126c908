"""Python's errors in the result panel and over the API: in the reader's language, and harmless whatever they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.reports import Explanation, Outcome, Show, Verdict
from tests.web.conftest import Submit, report_on
from tests.web.pages.conftest import token_in
from web.models import PackVersion, Submission
from web.services.recording import record

Enter = Callable[..., FlaskClient]
Page = Callable[..., str]
CODE = "total = 3\nprint(totl)\n"
PLACE = {"type": "NameError", "file": "clamping.py", "line": "2"}
UNKNOWN = PLACE | {"text": "name 'totl' is not defined", "trace": "the traceback\n"}


@pytest.fixture
def page(kinds: PackVersion, enter: Enter, session: Session) -> Page:
    """The page of a submission to `clamp` after a report that says so."""

    def page(language: str = "en", *, code: str = CODE, of_test: dict[str, Any] | None = None, **said: Any) -> str:
        browser = enter()
        form = {"csrf_token": token_in(browser.get("/exercises/mine/clamp").text), "text-0": code}
        address = browser.post("/exercises/mine/clamp", data=form, headers={"Accept": "text/html"}).location
        submission = session.query(Submission).one()
        message = report_on(submission, Verdict.ERROR, 0.0)
        if of_test:
            tests = [test.model_copy(update=of_test) for test in message.report.tests[:1]]
            said["tests"] = tests
        record(session, message.model_copy(update={"report": message.report.model_copy(update=said)}))
        session.commit()
        return browser.get(address, headers={"Accept-Language": language}).text

    return page


def test_an_error_while_loading_is_told_with_its_line_and_what_python_said(page: Page) -> None:
    shown = page(explanation=Explanation(code="load_raised", args=UNKNOWN), error="in English")
    assert 'Python does not know the name <code dir="ltr">totl</code>.' in shown
    assert 'Perhaps you meant <code dir="ltr">total</code>.' in shown
    assert "print(totl)" in shown
    assert "NameError: name &#39;totl&#39; is not defined" in shown
    assert "the traceback" in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Python ne connaît pas le nom"),
        ("nl", "Python kent de naam"),
        ("es", "Python no conoce el nombre"),
        ("ar", "لا تعرف بايثون الاسم"),
    ],
)
def test_it_is_told_in_the_language_of_the_interface(page: Page, language: str, words: str) -> None:
    shown = page(language, explanation=Explanation(code="load_raised", args=UNKNOWN), error="in English")
    assert words in shown
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in shown


def test_an_error_in_a_test_takes_the_place_of_the_bare_traceback(page: Page) -> None:
    raised = Explanation(code="raised_details", args=UNKNOWN)
    told = {"outcome": Outcome.ERROR, "show": Show.DETAILS, "explanation": raised, "message": "the traceback"}
    shown = page(of_test=told)
    assert "What to look at" in shown
    assert shown.count("the traceback") == 1
    assert "Your code stopped with NameError" not in shown


def test_of_a_hidden_test_only_the_type_is_explained(page: Page) -> None:
    hidden = {"outcome": Outcome.ERROR, "show": Show.TITLE, "explanation": Explanation(code="raised_at", args=PLACE)}
    shown = page(of_test=hidden)
    assert "Your program uses a name that Python does not know." in shown
    assert "print(totl)" in shown
    assert "Perhaps you meant" not in shown


def test_what_a_program_says_is_shown_as_text(page: Page) -> None:
    hostile = PLACE | {"text": "name '<img src=x>' is not defined", "trace": "<script>x</script>"}
    shown = page(code="total = 3\n<b>totl\n", explanation=Explanation(code="load_raised", args=hostile), error="x")
    assert "&lt;img src=x&gt;" in shown
    assert "&lt;b&gt;totl" in shown
    assert "<img src=x>" not in shown
    assert "<script>x" not in shown
    assert "<b>totl" not in shown


def test_the_api_explains_errors_beside_the_report(
    client: FlaskClient, token: Callable[[str], dict[str, str]], submit: Submit, session: Session
) -> None:
    submission = submit(files={"sums.py": CODE.encode()})
    message = report_on(submission, Verdict.ERROR, 0.0)
    explanation = Explanation(code="load_raised", args=UNKNOWN | {"file": "sums.py"})
    record(
        session, message.model_copy(update={"report": message.report.model_copy(update={"explanation": explanation})})
    )
    session.commit()
    answer = client.get(f"/api/v1/submissions/{submission.id}", headers=token("learner"))
    assert answer.json is not None
    (told,) = [one for one in answer.json["explained"] if one["test"] == 0]
    assert told["code"] == "name_similar"
    assert told["source"][-1] == {"number": 2, "text": "print(totl)", "marked": ""}
    assert told["means"] == "Python does not know the name `totl`. Perhaps you meant `total`."
