"""Texts: handing one in, and grading it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.web.pages.conftest import token_in
from web.models import PackVersion, Submission

ADDRESS = "/exercises/mine/letter"
TEXT = "The <b>heating</b> is cold, please."
Enter = Callable[..., FlaskClient]


def hand_in(browser: FlaskClient, text: str = TEXT) -> Any:
    form = {"csrf_token": token_in(browser.get(ADDRESS).text), "text-0": text}
    return browser.post(ADDRESS, data=form, headers={"Accept": "text/html"})


def leave(browser: FlaskClient) -> None:
    browser.post("/sign-out", data={"csrf_token": token_in(browser.get("/").text)})


def grade(browser: FlaskClient, address: str, polite: str = "2", clear: str = "1.5", **more: str) -> Any:
    form = {"csrf_token": token_in(browser.get(address).text), "points-polite": polite, "points-clear": clear, **more}
    return browser.post(address, data=form, headers={"Accept": "text/html"})


@pytest.fixture
def handed_in(kinds: PackVersion, enter: Enter, session: Session) -> str:
    """A learner's text; the address where it is graded."""
    browser = enter()
    assert "A person will read this" in browser.get(hand_in(browser).location).text
    leave(browser)
    return f"/texts/{session.query(Submission).one().id}"


def test_the_page_says_what_a_person_looks_at(kinds: PackVersion, enter: Enter) -> None:
    page = enter().get(ADDRESS).text
    for words in ("3 to 8 words", "It is polite", "Says <em>please</em>.", "points: 4", 'class="essay"'):
        assert words in page


def test_a_text_that_is_too_short_is_refused_and_kept(kinds: PackVersion, enter: Enter) -> None:
    answer = hand_in(enter(), "Too short")
    assert answer.status_code == 422
    assert "needs at least 3" in answer.text
    assert "Too short</textarea>" in answer.text


@pytest.mark.parametrize("name", ["lead", "instructor", "admin"])
def test_who_looks_after_the_learner_grades_the_text(handed_in: str, enter: Enter, name: str) -> None:
    browser = enter(name)
    assert handed_in in browser.get("/texts").text
    assert "The &lt;b&gt;heating" in browser.get(handed_in).text
    answer = grade(browser, handed_in, comment="Well <put>")
    assert (answer.status_code, answer.location) == (303, "/texts")
    assert handed_in not in browser.get("/texts").text
    leave(browser)
    page = enter().get(ADDRESS).text
    for words in ("Your text is passed", "Well &lt;put&gt;", "1.5 / 4", "It says what is wrong"):
        assert words in page


@pytest.mark.parametrize(("name", "status"), [("learner", 403), ("second", 403), ("stranger", 404), ("colleague", 404)])
def test_nobody_else_sees_it(handed_in: str, enter: Enter, session: Session, name: str, status: int) -> None:
    browser = enter(name)
    assert browser.get(handed_in).status_code == status
    form = {"csrf_token": token_in(browser.get("/").text), "points-polite": "2", "points-clear": "4"}
    assert browser.post(handed_in, data=form).status_code == status
    assert handed_in not in browser.get("/texts").text
    assert session.query(Submission).one().latest is None


@pytest.mark.parametrize("points", ["5", "-1", "nan", "inf", "", "many"])
def test_points_that_do_not_fit_are_refused_and_the_comment_kept(handed_in: str, enter: Enter, points: str) -> None:
    answer = grade(enter("lead"), handed_in, clear=points, comment="A long comment")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "A long comment</textarea>" in answer.text


def test_a_grade_is_put_right_on_purpose_only(handed_in: str, enter: Enter, session: Session) -> None:
    browser = enter("lead")
    grade(browser, handed_in, comment="First")
    assert grade(browser, handed_in).status_code == 409
    page = browser.get(handed_in).text
    assert 'name="again" value="yes"' in page
    assert 'value="1.5"' in page
    assert "First</textarea>" in page
    assert grade(browser, handed_in, polite="0", clear="0", again="yes").status_code == 303
    session.rollback()  # to see what is there now
    assert [stored.score for stored in session.query(Submission).one().reports] == [pytest.approx(3.5 / 6), 0]
