"""Quizzes as forms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.web.conftest import Publish, Write
from tests.web.pages.conftest import PACK, token_in
from web.models import PackVersion, Submission, User
from web.services import accounts

ADDRESS = "/exercises/mine/quiz"
Enter = Callable[..., FlaskClient]


def send(browser: FlaskClient, fields: dict[str, Any], **headers: str) -> Any:
    form = {"csrf_token": token_in(browser.get(ADDRESS).text), **fields}
    return browser.post(ADDRESS, data=form, headers={"Accept": "text/html", **headers})


def places(page: str, order: tuple[str, ...] = ("read", "think", "write")) -> dict[str, str]:
    """The fields that put the third question in this order, whatever order the page shows."""
    shown = re.findall(r'<select name="([^"]+)">.*?</select><span dir="auto">(\w+)</span>', page)
    assert sorted(text for _, text in shown) == ["read", "think", "write"]
    return {name: str(order.index(text) + 1) for name, text in shown}


def answers_of(session: Session) -> Any:
    session.expire_all()
    submission = session.query(Submission).order_by(Submission.created_at.desc()).first()
    assert submission
    return json.loads(submission.contents()["answers.json"])


@pytest.fixture
def browser(kinds: PackVersion, enter: Enter) -> FlaskClient:
    return enter()


def test_the_page_asks_and_tells_nothing_of_what_is_right(browser: FlaskClient) -> None:
    page = browser.get(ADDRESS).text
    assert "Which <strong>word</strong> begins a loop?" in page
    assert "<code>for</code>" in page
    assert "<textarea" not in page
    for secret in ("one by one", "begins a <em>", "A half it is", "Zero is false", "0.5", "right=", "data-right"):
        assert secret not in page


def test_what_puts_lines_in_order_does_not_show_the_order(browser: FlaskClient) -> None:
    shown = re.findall(r'<select name="question-2-place-(\d)">.*?<span dir="auto">(\w+)<', browser.get(ADDRESS).text)
    assert [place for place, _ in shown] == ["0", "1", "2"]
    assert [text for _, text in shown] != ["read", "think", "write"]


def test_a_form_becomes_the_answers_that_are_graded(
    browser: FlaskClient, session: Session, grade_all: Callable[[], None]
) -> None:
    fields = {"question-0": "2", "question-1": ["3", "1"], "question-3": " 0,5 ", **places(browser.get(ADDRESS).text)}
    answer = send(browser, fields)
    assert answer.status_code == 303
    assert answers_of(session) == {"loop": 2, "truthy": [1, 3], "steps": [1, 2, 3], "half": "0,5"}
    grade_all()
    page = browser.get(answer.location).text
    assert "All answers are right" in page
    assert "It goes through all" in page
    assert "A half it is." in page


def test_a_wrong_answer_is_told_what_was_wrong_and_nothing_else(
    browser: FlaskClient, session: Session, people: dict[str, User], grade_all: Callable[[], None]
) -> None:
    answer = send(browser, {"question-0": "1", "question-1": ["1"], "question-3": "0.5"})
    grade_all()
    page = browser.get(answer.location).text
    assert "1 of 4 answers are right" in page
    assert "That begins a <em>function</em>." in page
    assert "something is missing" in page
    assert "You did not answer this question" in page
    assert "It goes through all" not in page
    accounts.set_preferences(session, people["learner"], language="fr", theme="auto")
    session.commit()
    assert "Cela commence une <em>fonction</em>." in browser.get(answer.location).text


def test_answers_stand_in_the_form_again(browser: FlaskClient) -> None:
    chosen = places(browser.get(ADDRESS).text, ("write", "read", "think"))
    send(browser, {"question-0": "1", "question-1": ["2"], "question-3": "a third", **chosen})
    page = browser.get(ADDRESS).text
    assert re.findall(r'name="(question-[01])" value="(\d)" checked', page) == [
        ("question-0", "1"),
        ("question-1", "2"),
    ]
    assert 'value="a third"' in page
    selected = re.findall(r'<select name="([^"]+)">.*?<option selected>(\d)</option>.*?</select>', page)
    assert dict(selected) == chosen


def test_two_lines_with_one_number_are_refused_and_the_rest_is_kept(browser: FlaskClient, session: Session) -> None:
    twice = dict.fromkeys(places(browser.get(ADDRESS).text), "1")
    answer = send(browser, {"question-0": "2", **twice})
    assert answer.status_code == 422
    assert "a number of its own" in answer.text
    assert 'name="question-0" value="2" checked' in answer.text
    assert send(browser, twice, Accept="application/json").json["detail"].startswith("Give each line")
    assert not session.query(Submission).count()


def test_the_page_of_a_submission_shows_words_in_place_of_numbers(browser: FlaskClient) -> None:
    chosen = places(browser.get(ADDRESS).text, ("write", "read", "think"))
    page = browser.get(send(browser, {"question-3": "<b>half</b>", **chosen}).location).text
    assert "[3, 1, 2]" not in page
    assert re.search(r"write</li><li[^>]*>read</li><li[^>]*>think", page)
    assert "&lt;b&gt;half" in page


def test_what_a_program_handed_in_breaks_no_page(browser: FlaskClient, token: Callable[[str], dict[str, str]]) -> None:
    for text in ("[1]", "{", '{"loop": {"a": []}, "steps": [true, 99], "half": 3, "truthy": "x"}'):
        body = {"exercise": "mine/quiz", "files": {"answers.json": text}}
        made: Any = browser.post("/api/v1/submissions", json=body, headers=token("learner"))
        assert browser.get(f"/submissions/{made.json['id']}").status_code == 200
        assert browser.get(ADDRESS).status_code == 200


def test_attempts_that_are_left_are_told(
    browser: FlaskClient, kinds: PackVersion, write: Write, publish: Publish
) -> None:
    write("pack.yaml", f"{PACK}grading: {{attempts: 2}}\n")
    publish(note="twice")
    assert "Attempts left: 2" in browser.get(ADDRESS).text
    send(browser, {"question-0": "2"})
    assert "Attempts left: 1" in browser.get(ADDRESS).text
