"""Accounts."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.web.conftest import PASSWORD
from web.models import ApiToken, LoginSession, User
from web.services import accounts
from web.services.errors import Conflict, Invalid, NotFound


def test_address_and_password_sign_in(session: Session, people: dict[str, User]) -> None:
    login = accounts.sign_in(session, "  LEARNER@school.example", PASSWORD)
    assert login is not None
    assert login.user.id == people["learner"].id
    assert accounts.load_session(session, login.id) is login


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("learner@school.example", "wrong password"),
        ("nobody@school.example", PASSWORD),
        ("", ""),
        ("x" * 10_000, "y" * 10_000),
    ],
)
def test_nothing_else_signs_in(session: Session, people: dict[str, User], email: str, password: str) -> None:
    assert accounts.sign_in(session, email, password) is None


def test_an_account_without_a_password_cannot_sign_in(session: Session) -> None:
    accounts.add_user(session, "robot@school.example")
    assert accounts.sign_in(session, "robot@school.example", "") is None


def test_an_account_that_was_closed_is_signed_out_at_once(session: Session, people: dict[str, User]) -> None:
    login = accounts.sign_in(session, "learner@school.example", PASSWORD)
    assert login is not None
    token = accounts.new_token(session, people["learner"])
    people["learner"].active = False
    session.commit()
    assert accounts.load_session(session, login.id) is None
    assert accounts.user_of_token(session, token) is None
    assert accounts.sign_in(session, "learner@school.example", PASSWORD) is None


def test_a_new_password_ends_every_other_sign_in(session: Session, people: dict[str, User]) -> None:
    here, there = (accounts.sign_in(session, "learner@school.example", PASSWORD) for _ in range(2))
    assert here is not None
    assert there is not None
    accounts.change_password(session, people["learner"], PASSWORD, "quite another one", keep=here.id)
    session.commit()
    session.expunge_all()
    assert session.get(LoginSession, here.id) is not None
    assert session.get(LoginSession, there.id) is None
    assert accounts.sign_in(session, "learner@school.example", PASSWORD) is None
    assert accounts.sign_in(session, "learner@school.example", "quite another one") is not None


@pytest.mark.parametrize("new", ["short", "x" * 201])
def test_a_password_has_a_sensible_length(session: Session, people: dict[str, User], new: str) -> None:
    with pytest.raises(Invalid, match="10 to 200"):
        accounts.change_password(session, people["learner"], PASSWORD, new)


def test_the_old_password_is_asked_for(session: Session, people: dict[str, User]) -> None:
    with pytest.raises(Invalid, match="old password"):
        accounts.change_password(session, people["learner"], "wrong password", "quite another one")


def test_only_the_digest_of_a_token_is_kept(session: Session, people: dict[str, User]) -> None:
    token = accounts.new_token(session, people["learner"])
    session.commit()
    assert [token in row.digest for row in session.query(ApiToken)] == [False]
    assert accounts.user_of_token(session, token) == people["learner"]
    assert accounts.user_of_token(session, token + "x") is None
    accounts.drop_tokens(session, people["learner"])
    session.commit()
    session.expunge_all()
    assert accounts.user_of_token(session, token) is None


@pytest.mark.parametrize("email", ["", "no-address", "two@at@signs", "a b@c", "x" * 300 + "@y"])
def test_what_is_no_address_makes_no_account(session: Session, email: str) -> None:
    with pytest.raises(Invalid):
        accounts.add_user(session, email)


def test_there_is_one_account_for_an_address(session: Session, people: dict[str, User]) -> None:
    with pytest.raises(Conflict):
        accounts.add_user(session, "Learner@School.example")


def test_an_unknown_account_is_named(session: Session) -> None:
    with pytest.raises(NotFound, match=r"nobody@school\.example"):
        accounts.required_user(session, "nobody@school.example")


@pytest.mark.parametrize(("language", "theme"), [("english", "dark"), ("en", "pink"), ("<b>", "auto")])
def test_preferences_are_what_is_offered(session: Session, people: dict[str, User], language: str, theme: str) -> None:
    with pytest.raises(Invalid):
        accounts.set_preferences(session, people["learner"], language=language, theme=theme)
