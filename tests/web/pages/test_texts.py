"""The pages on which a person reads and grades what learners wrote."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.web.pages.test_authoring import post
from tests.web.pages.test_pages import Browser, sign_in
from tests.web.services.test_texts import Hand, hand, letter
from web.models import State, Submission

__all__ = ["hand", "letter", "sign_in"]  # fixtures


@pytest.fixture
def lead(sign_in: Browser) -> FlaskClient:
    browser: FlaskClient = sign_in("lead")
    return browser


def test_what_waits_is_listed_and_leaves_the_list_when_it_is_graded(lead: FlaskClient, hand: Hand, session: Session):
    made = hand()
    page = lead.get("/texts").text
    assert f"/texts/{made.id}" in page
    text = lead.get(f"/texts/{made.id}").text
    assert "The heating is cold, please." in text
    names = re.findall(r'name="points-(\w+)"', text)
    form = {f"points-{name}": "1" for name in names}
    answer = post(lead, f"/texts/{made.id}", at=f"/texts/{made.id}", comment="Well said.", **form)
    assert (answer.status_code, answer.location) == (303, "/texts")
    session.commit()
    session.refresh(made)
    assert made.state == State.GRADED
    assert made.latest is not None
    assert made.latest.report().comment == "Well said."
    assert "Nothing waits" in lead.get("/texts").text


def test_points_that_are_none_are_refused_and_what_was_typed_stays(lead: FlaskClient, hand: Hand, session: Session):
    made = hand()
    names = re.findall(r'name="points-(\w+)"', lead.get(f"/texts/{made.id}").text)
    form = {f"points-{name}": "many" for name in names}
    answer = post(lead, f"/texts/{made.id}", at=f"/texts/{made.id}", comment="A long thought.", **form)
    assert answer.status_code == 422
    assert "a number, which may be 0" in answer.text
    assert "A long thought." in answer.text
    too_many = {f"points-{name}": "99" for name in names}
    assert post(lead, f"/texts/{made.id}", at=f"/texts/{made.id}", **too_many).status_code == 422
    session.commit()
    assert session.get_one(Submission, made.id).state == State.GRADING


@pytest.mark.parametrize(("name", "status"), [("learner", 403), ("stranger", 404)])
def test_others_cannot_read_it(sign_in: Browser, hand: Hand, name: str, status: int):
    assert sign_in(name).get(f"/texts/{hand().id}").status_code == status
