"""The demo accounts."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from web.models import Role
from web.services import accounts
from web.services.cohorts import cohorts_of, learners_of
from web.services.demo import ACCOUNTS_FILE, COHORT, make_demo


def test_each_role_gets_an_account_with_a_password_of_its_own(session: Session, tmp_path: Path) -> None:
    assert make_demo(session, tmp_path)
    lines = (tmp_path / ACCOUNTS_FILE).read_text().splitlines()
    passwords = dict(line.split() for line in lines)
    assert set(passwords) == {f"{role}@example.org" for role in Role}
    assert len(set(passwords.values())) == len(Role)
    for email, password in passwords.items():
        assert accounts.sign_in(session, email, password) is not None
    assert (tmp_path / ACCOUNTS_FILE).stat().st_mode & 0o777 == 0o600


def test_the_lead_sees_the_learner_in_a_cohort(session: Session, tmp_path: Path) -> None:
    make_demo(session, tmp_path)
    (cohort,) = cohorts_of(session, accounts.required_user(session, "lead@example.org"))
    assert cohort.name == COHORT
    assert [user.email for user in learners_of(session, cohort)] == ["learner@example.org"]


def test_nothing_happens_where_somebody_has_an_account(session: Session, tmp_path: Path) -> None:
    accounts.add_user(session, "somebody@school.example")
    assert not make_demo(session, tmp_path)
    assert not (tmp_path / ACCOUNTS_FILE).exists()
