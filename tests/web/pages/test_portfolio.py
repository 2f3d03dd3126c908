"""The portfolio: a draft until it is published, gone when it is withdrawn, and nothing on it but what was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from grader.reports import Verdict
from tests.web.conftest import Submit, report_on
from tests.web.pages.conftest import token_in
from web.models import Portfolio, PortfolioItem, Submission, User
from web.services import certificates
from web.services.catalog import Catalog
from web.services.recording import record

Enter = Callable[..., FlaskClient]
PassAll = Callable[..., list[Submission]]


def save(client: FlaskClient, *shown: Submission, **form: str) -> TestResponse:
    data = MultiDict({"csrf_token": token_in(client.get("/portfolio").text), "name": "Amina", **form})
    for submission in shown:
        data.add("show", submission.id)
    return client.post("/portfolio", data=data)


def publish(client: FlaskClient, action: str = "publish") -> str:
    """The address while it is published."""
    form = {"csrf_token": token_in(client.get("/portfolio").text), "action": action}
    assert client.post("/portfolio/publish", data=form).status_code == 303
    found = re.search(r'<a class="secret" href="http://localhost(/p/[^"]+)"', client.get("/portfolio").text)
    return found[1] if found else ""


@pytest.fixture
def visitor(client: FlaskClient) -> FlaskClient:
    """Somebody who is not signed in."""
    return client.application.test_client()


def test_from_a_draft_to_a_page_and_back(enter: Enter, visitor: FlaskClient, pass_all: PassAll) -> None:
    (made,) = pass_all("learner", "tiny", only=["add"])
    client = enter()
    assert save(client, made, about="I *like* sums.", **{f"sentence-{made.id}": "My first one."}).status_code == 303
    assert "Only you see it" in client.get("/portfolio").text
    assert "My first one." in client.get("/portfolio/preview").text

    address = publish(client)
    assert len(address) > 20
    answer = visitor.get(address)
    for words in ("Amina", "<em>like</em>", "Add two numbers", "My first one.", "return a + b"):
        assert words in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]
    for secret in ("@school.example", "Autumn", "Write a function", "100 %", "tiny/add", "Only you see"):
        assert secret not in answer.text

    assert publish(client, "withdraw") == ""
    gone, unknown = visitor.get(address), visitor.get("/p/never-was-here")
    assert gone.status_code == unknown.status_code == 404
    assert publish(client) not in {"", address}
    assert visitor.get(address).status_code == 404


def test_a_draft_is_seen_by_nobody_else(enter: Enter, visitor: FlaskClient, pass_all: PassAll) -> None:
    client = enter()
    save(client, address="amina-2026")
    assert visitor.get("/p/amina-2026").status_code == 404
    assert visitor.get("/portfolio/preview").status_code == 302
    assert publish(client) == "/p/amina-2026"
    assert visitor.get("/p/amina-2026").status_code == 200
    publish(client, "withdraw")
    assert visitor.get("/p/amina-2026").status_code == 404


def test_what_did_not_pass_or_is_somebody_elses_cannot_be_shown(
    enter: Enter, session: Session, submit: Submit, pass_all: PassAll
) -> None:
    failed = submit()
    record(session, report_on(failed, Verdict.FAILED, 0.5))
    session.commit()
    (others,) = pass_all("second", "tiny", only=["add"])
    client = enter()
    page = client.get("/portfolio").text
    assert failed.id not in page
    assert others.id not in page
    for one in (failed, others):
        answer = save(client, one)
        assert answer.status_code == 422
        assert "Choose among what you handed in" in answer.text


def test_a_submission_that_passes_no_more_is_not_shown(
    enter: Enter, visitor: FlaskClient, session: Session, pass_all: PassAll
) -> None:
    (made,) = pass_all("learner", "tiny", only=["add"])
    client = enter()
    save(client, made)
    address = publish(client)
    assert "Add two numbers" in visitor.get(address).text
    made.reports[-1].verdict = Verdict.FAILED
    session.commit()
    assert "Add two numbers" not in visitor.get(address).text


def test_certificates_are_chosen_and_leave_when_they_are_withdrawn(
    enter: Enter,
    visitor: FlaskClient,
    session: Session,
    people: dict[str, User],
    pass_all: PassAll,
    published: Callable[[], Catalog],
) -> None:
    pass_all("learner", "tiny")
    made = certificates.issue(
        session, published(), people["learner"], "tiny", name="A.", language="en", issuer="The school"
    )
    client = enter()
    save(client)
    address = publish(client)
    assert f"/certificates/{made.id}" not in visitor.get(address).text
    save(client, certificate=made.id)
    assert f"/certificates/{made.id}" in visitor.get(address).text
    certificates.withdraw(session, people["learner"], made.id)
    session.commit()
    assert f"/certificates/{made.id}" not in visitor.get(address).text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": " "}, "Write a name"),
        ({"about": "x" * 2001}, "too long"),
        ({"address": "a"}, "3 to 40"),
        ({"address": "../admin"}, "3 to 40"),
        ({"address": "-amina-"}, "3 to 40"),
        ({"address": "amína"}, "3 to 40"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_typed_is_lost(enter: Enter, form: dict[str, str], words: str) -> None:
    client = enter()
    answer = save(client, **{"about": "Mine", **form})
    assert answer.status_code == 422
    assert words in answer.text
    assert form.get("about", "Mine") in answer.text


def test_an_address_belongs_to_one(
    enter: Enter, client: FlaskClient, session: Session, people: dict[str, User]
) -> None:
    session.add(Portfolio(user_id=people["second"].id, name="Second", chosen_address="amina"))
    session.commit()
    answer = save(enter(), address="Amina")
    assert answer.status_code == 422
    assert "This address is taken" in answer.text


def test_nothing_written_on_it_becomes_more_than_text(enter: Enter, visitor: FlaskClient, pass_all: PassAll) -> None:
    (made,) = pass_all("learner", "tiny", only=["add"])
    client = enter()
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>[a](javascript:alert(3))"
    save(client, made, name=evil[:60], about=evil, **{f"sentence-{made.id}": evil})
    page = visitor.get(publish(client)).text
    assert "<script>" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_an_account_that_is_closed_shows_nothing(
    enter: Enter, visitor: FlaskClient, session: Session, people: dict[str, User], pass_all: PassAll
) -> None:
    (made,) = pass_all("learner", "tiny", only=["add"])
    client = enter()
    save(client, made)
    address = publish(client)
    people["learner"].active = False
    session.commit()
    assert visitor.get(address).status_code == 404
    session.execute(delete(User).where(User.id == people["learner"].id))
    session.commit()
    for model in (Portfolio, PortfolioItem):
        assert session.scalar(select(func.count()).select_from(model)) == 0
