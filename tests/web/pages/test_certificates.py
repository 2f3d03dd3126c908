"""Certificates and what was learned, as people open them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient

from tests.web.pages.conftest import token_in
from web.app import create_app
from web.config import WebConfig
from web.context import Parts
from web.models import Submission

Enter = Callable[..., FlaskClient]
PassAll = Callable[..., list[Submission]]
SECRETS = ("@school.example", "Autumn", "Add two numbers")


@pytest.fixture
def issued(enter: Enter, pass_all: PassAll) -> str:
    """The address of the learner's certificate; the learner is signed in."""
    pass_all("learner", "tiny")
    client = enter()
    page = client.get("/certificates/new/tiny").text
    form = {"csrf_token": token_in(page), "name": "Žofia أمينة", "language": "en"}
    answer = client.post("/certificates/new/tiny", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location


def test_what_was_learned_leads_to_the_certificate(enter: Enter, pass_all: PassAll) -> None:
    client = enter()
    pass_all("learner", "tiny", only=["add"])
    page = client.get("/learned").text
    assert "1 of 3 exercises passed" in page
    assert "Get the certificate" not in page
    assert "Still to do: Double, Describe" in client.get("/certificates/new/tiny").text
    pass_all("learner", "tiny", only=["double", "describe"])
    assert "/certificates/new/tiny" in client.get("/learned").text


def test_anybody_can_check_it_and_sees_nothing_else(client: FlaskClient, issued: str) -> None:
    visitor = client.application.test_client()
    answer = visitor.get(issued)
    assert answer.status_code == 200
    for words in (
        "This certificate is genuine",
        "Žofia أمينة",
        "A tiny course",
        "3 exercises passed",
        "about 35 minutes",
    ):
        assert words in answer.text
    assert not [secret for secret in SECRETS if secret in answer.text]
    assert "Withdraw" not in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_what_is_withdrawn_says_so_and_nothing_else(client: FlaskClient, issued: str) -> None:
    token = token_in(client.get(issued).text)
    assert client.post(f"{issued}/withdraw", data={"csrf_token": token}).status_code == 303
    answer = client.application.test_client().get(issued)
    assert "This certificate was withdrawn" in answer.text
    for words in ("Žofia", "tiny", "genuine", "Issued", "exercises passed"):
        assert words not in answer.text
    assert client.get(f"{issued}.pdf").status_code == 404
    assert client.get(f"{issued}/paper").status_code == 404
    assert "Get the certificate" in client.get("/learned").text


def test_an_unknown_one_is_answered_in_plain_words(client: FlaskClient) -> None:
    answer = client.get("/certificates/AAAAAAAAAAAAAAAAAAAAAA")
    assert answer.status_code == 404
    assert "There is no certificate at this address" in answer.text


@pytest.mark.parametrize("name", ["second", "lead", "instructor", "admin"])
def test_paper_and_withdrawal_are_its_owners(client: FlaskClient, issued: str, enter: Enter, name: str) -> None:
    client.post("/sign-out", data={"csrf_token": token_in(client.get(issued).text)})
    enter(name)
    page = client.get(issued).text
    assert "This certificate is genuine" in page
    assert "Withdraw" not in page
    assert client.get(f"{issued}/paper").status_code == 404
    assert client.get(f"{issued}.pdf").status_code == 404
    assert client.post(f"{issued}/withdraw", data={"csrf_token": token_in(page)}).status_code == 404
    assert "was withdrawn" not in client.get(issued).text


def test_the_pdf_and_its_code_lead_to_the_page_that_checks_it(client: FlaskClient, issued: str) -> None:
    answer = client.get(f"{issued}.pdf")
    assert answer.mimetype == "application/pdf"
    page = pypdfium2.PdfDocument(answer.data)[0]
    lines = page.get_textpage().get_text_range().split("\r\n")
    assert {"Certificate", "Žofia أمينة", "A tiny course", f"http://localhost{issued}"} <= set(lines)
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert code.text == f"http://localhost{issued}"
    assert client.application.test_client().get(issued).status_code == 200


def test_the_printable_page_holds_the_same(client: FlaskClient, issued: str) -> None:
    page = client.get(f"{issued}/paper").text
    assert re.search(r'<article class="diploma diploma-paper" lang="en" dir="ltr">', page)
    for words in ("Žofia أمينة", "A tiny course", f"http://localhost{issued}", 'src="data:image/svg+xml'):
        assert words in page


@pytest.mark.parametrize("name", ["", "x" * 81, "王小明", "<b>\u202e</b>"])
def test_a_name_that_cannot_stand_there_is_told_beside_the_field(enter: Enter, pass_all: PassAll, name: str) -> None:
    pass_all("learner", "tiny")
    client = enter()
    form = {"csrf_token": token_in(client.get("/certificates/new/tiny").text), "name": name, "language": "en"}
    answer = client.post("/certificates/new/tiny", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<b>" not in answer.text


def test_a_name_is_text_and_never_more(enter: Enter, pass_all: PassAll) -> None:
    pass_all("learner", "tiny")
    client = enter()
    form = {
        "csrf_token": token_in(client.get("/certificates/new/tiny").text),
        "name": "<script>alert(1)</script>",
        "language": "en",
    }
    address = client.post("/certificates/new/tiny", data=form).location
    for page in (client.get(address).text, client.get(f"{address}/paper").text):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page


def test_programs_can_check_it_too(client: FlaskClient, issued: str) -> None:
    address = f"/api/v1{issued}"
    body = client.application.test_client().get(address).json
    assert body is not None
    assert {key: body[key] for key in ("state", "name", "pack", "exercises", "issuer")} == {
        "state": "genuine",
        "name": "Žofia أمينة",
        "pack": "tiny",
        "exercises": 3,
        "issuer": "bootcamp",
    }
    client.post(f"{issued}/withdraw", data={"csrf_token": token_in(client.get(issued).text)})
    answer = client.get(address)
    assert json.loads(answer.data) == {"id": issued.rpartition("/")[2], "state": "withdrawn"}
    missing = client.get("/api/v1/certificates/nothing")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")


def test_its_address_is_the_one_that_people_use(web_config: WebConfig, issued: str, client: FlaskClient) -> None:
    config = replace(web_config, public_address="https://learn.example.org")
    app = create_app(config)
    parts: Parts = app.extensions["bootcamp"]
    try:
        other = app.test_client()
        token = token_in(other.get("/sign-in").text)
        form = {"csrf_token": token, "email": "learner@school.example", "password": "a long password"}
        other.post("/sign-in", data=form)
        assert f"https://learn.example.org{issued}" in other.get(issued).text
    finally:
        parts.hub.stop()
        parts.database.dispose()
