"""What learners see of cases, of known mistakes and of small inputs, and what the API says of each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.reports import Twin, Verdict
from tests.web.conftest import report_on
from tests.web.pages.conftest import token_in
from web.models import PackVersion, Submission, User
from web.services import accounts
from web.services.recording import record

Enter = Callable[..., FlaskClient]


@pytest.fixture
def result(kinds: PackVersion, enter: Enter, session: Session) -> Callable[..., str]:
    """The page of a submission to `clamp` after a report that says so."""

    def result(**said: Any) -> str:
        browser = enter()
        form = {"csrf_token": token_in(browser.get("/exercises/mine/clamp").text), "text-0": "x = 1"}
        address = browser.post("/exercises/mine/clamp", data=form, headers={"Accept": "text/html"}).location
        submission = session.query(Submission).one()
        message = report_on(submission, Verdict.FAILED, 0.0)
        record(session, message.model_copy(update={"report": message.report.model_copy(update=said)}))
        session.commit()
        return browser.get(address).text

    return result


def test_examples_are_a_table(kinds: PackVersion, enter: Enter) -> None:
    browser = enter()
    page = browser.get("/exercises/mine/clamp").text
    assert '<code dir="ltr">clamp(5, 0, 10)</code>' in page
    assert '<code dir="ltr">5</code>' in page
    assert "77" not in page
    assert "A test you can read" not in page
    page = browser.get("/exercises/mine/echo").text
    assert '<pre dir="ltr">hello you</pre>' in page
    assert "secret" not in page


def test_a_known_mistake_is_told_in_the_learners_language(
    result: Callable[..., str], session: Session, people: dict[str, User]
) -> None:
    accounts.set_preferences(session, people["learner"], language="fr", theme="auto")
    session.commit()
    assert "Pas tout." in result(mistake="low")


def test_a_mistake_that_the_bundle_does_not_know_is_not_told(result: Callable[..., str]) -> None:
    assert "Low is not all." not in result(mistake="other")


def test_a_small_input_is_offered(result: Callable[..., str]) -> None:
    page = result(twin=Twin(call="clamp(3, 5, 9)", expected="5", actual="<3>"))
    assert "Try this one: <code>clamp(3, 5, 9)</code> should give <code>5</code>" in page
    assert "your code gives <code>&lt;3&gt;</code>" in page


def test_the_api_says_what_is_asked_and_not_what_is_right(
    kinds: PackVersion, client: FlaskClient, token: Callable[[str], dict[str, str]]
) -> None:
    quiz: Any = client.get("/api/v1/exercises/mine/quiz", headers=token("learner"))
    loop, truthy, steps, half = quiz.json["questions"]
    assert loop["choices"] == [{"number": 1, "text": "`def`"}, {"number": 2, "text": "`for`"}]
    assert [choice["number"] for choice in truthy["choices"]] == [1, 2, 3]
    assert {choice["number"] for choice in steps["choices"]} == {None}
    assert half["choices"] == []
    for secret in ("right", "accept", "explain", "Zero is false", "0.5"):
        assert secret not in quiz.text
    letter: Any = client.get("/api/v1/exercises/mine/letter", headers=token("learner"))
    letter = letter.json
    assert (letter["kind"], letter["words"]) == ("text", [3, 8])
    assert [one["name"] for one in letter["criteria"]] == ["polite", "clear"]
