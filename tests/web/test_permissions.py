"""Every route has its entry in the table, and nobody gets past it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.conftest import PASSWORD, Submit
from web.models import Cohort, Role, User
from web.permissions import PERMISSIONS, Access


def _routes(app: Flask) -> Iterator[tuple[str, str, Rule]]:
    """Method, an address with made-up values, and the rule, of every route."""
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<int:\w+>", "1", rule.rule)
        address = re.sub(r"<(?:\w+:)?\w+>", "nothing", address)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, address, rule


def _sign_in(client: FlaskClient, name: str) -> None:
    page = client.get("/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(
        "/sign-in", data={"csrf_token": token[1], "email": f"{name}@school.example", "password": PASSWORD}
    )
    assert answer.status_code == 303, answer.text


def test_every_route_has_an_entry_and_every_entry_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(PERMISSIONS)


def test_what_is_public_is_known(app: Flask) -> None:
    public = {endpoint for endpoint, access in PERMISSIONS.items() if access is Access.PUBLIC}
    assert public == {
        "api.certificate",
        "api.openapi",
        "assets.file",
        "auth.sign_in",
        "certificates.verify",
        "device.manifest",
        "device.service_worker",
        "health.healthz",
        "health.readyz",
        "language.choose",
        "metrics.metrics",
        "portfolio.public",
    }


def test_without_a_sign_in_every_other_route_is_closed(app: Flask, client: FlaskClient) -> None:
    for method, address, rule in _routes(app):
        if PERMISSIONS[rule.endpoint] is Access.PUBLIC:
            continue
        answer = client.open(address, method=method)
        closed = answer.status_code in {400, 401} or (
            answer.status_code == 302 and answer.location.startswith("/sign-in")
        )
        assert closed, f"{method} {address}: {answer.status}"


@pytest.mark.parametrize("role", [Role.LEARNER, Role.LEAD, Role.INSTRUCTOR])
def test_a_role_opens_its_own_pages_only(
    app: Flask, client: FlaskClient, people: dict[str, User], cohort: Cohort, role: Role
) -> None:
    closed_to = {
        Role.LEARNER: {Access.INSTRUCTOR, Access.LEAD, Access.ADMIN},
        Role.LEAD: {Access.INSTRUCTOR, Access.ADMIN},
        Role.INSTRUCTOR: {Access.ADMIN},
    }[role]
    _sign_in(client, role.value)
    tried = 0
    for method, address, rule in _routes(app):
        if method == "GET" and PERMISSIONS[rule.endpoint] in closed_to:
            tried += 1
            assert client.get(address).status_code == 403, address
    assert tried


def test_a_cookie_counts_for_nothing_in_the_api(app: Flask, client: FlaskClient, people: dict[str, User]) -> None:
    _sign_in(client, "admin")
    for method, address, rule in _routes(app):
        if PERMISSIONS[rule.endpoint] is Access.TOKEN:
            assert client.open(address, method=method).status_code == 401, address


def test_every_change_asks_for_the_token_of_the_form(app: Flask, client: FlaskClient, people: dict[str, User]) -> None:
    _sign_in(client, "admin")
    tried = 0
    for method, address, rule in _routes(app):
        if method != "GET" and PERMISSIONS[rule.endpoint] is not Access.TOKEN:
            tried += 1
            assert client.open(address, method=method, data={"email": "x"}).status_code == 400, address
    assert tried


def test_a_page_of_another_learners_submission_looks_like_one_that_is_not_there(
    client: FlaskClient, submit: Submit, people: dict[str, User], cohort: Cohort, app: Flask
) -> None:
    submission = submit()
    _sign_in(client, "second")
    for _, address, rule in _routes(app):
        if "submission_id" not in rule.arguments or rule.endpoint.startswith("api."):
            continue
        theirs = client.get(address.replace("nothing", submission.id))
        nobodys = client.get(address.replace("nothing", "0" * 36))
        assert theirs.status_code == nobodys.status_code == 404
        assert _plain(theirs.text) == _plain(nobodys.text)


def _plain(page: str) -> str:
    return re.sub(r'nonce="[^"]+"|value="[^"]+"', "", page)


def test_the_api_shows_a_submission_to_those_whom_it_concerns(
    client: FlaskClient, submit: Submit, cohort: Cohort, token: Callable[[str], dict[str, str]]
) -> None:
    address = f"/api/v1/submissions/{submit().id}"
    for name in ("learner", "lead", "instructor", "admin"):
        assert client.get(address, headers=token(name)).status_code == 200
    for name in ("second", "stranger"):
        assert client.get(address, headers=token(name)).status_code == 404
