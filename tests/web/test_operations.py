"""What operators and browsers rely on: health, metrics, headers, errors in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

import web
from grader.jobs import WORKER_KEY_PREFIX
from tests.conftest import QueueServer
from tests.web.conftest import Submit
from web.app import create_app
from web.config import WebConfig
from web.context import Parts


@pytest.fixture
def lonely(web_config: WebConfig) -> Callable[..., FlaskClient]:
    """A client of an application whose settings are not those of the fixtures."""

    def lonely(**changes: Any) -> FlaskClient:
        app = create_app(replace(web_config, **changes))
        app.extensions["bootcamp"].hub.stop()
        return app.test_client()

    return lonely


def test_ready_means_that_a_worker_takes_jobs(client: FlaskClient, valkey: QueueServer) -> None:
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["workers"]) == (503, "no worker takes jobs")  # type: ignore[index]
    valkey.admin().set(f"{WORKER_KEY_PREFIX}one", "1")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ok")  # type: ignore[index]


def test_without_a_queue_it_is_alive_and_not_ready(lonely: Callable[..., FlaskClient]) -> None:
    client = lonely(redis_url="redis://127.0.0.1:1/0")
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["queue"]) == (503, "the queue does not answer")  # type: ignore[index]


def test_without_a_database_it_is_alive_and_not_ready(lonely: Callable[..., FlaskClient]) -> None:
    client = lonely(database_url="sqlite:////nowhere/at/all.sqlite3")
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get("/api/v1/exercises", headers={"Authorization": "Bearer x"})
    assert answer.status_code == 503
    assert "nowhere" not in answer.text


def test_metrics_count_submissions_and_requests(client: FlaskClient, submit: Submit, valkey: QueueServer) -> None:
    submit()
    valkey.admin().set(f"{WORKER_KEY_PREFIX}one", "1")
    client.get("/healthz")
    text = client.get("/metrics").text
    for line in (
        'bootcamp_submissions{state="queued"} 1.0',
        "bootcamp_jobs_waiting 1.0",
        "bootcamp_workers 1.0",
        'bootcamp_requests_total{endpoint="health.healthz",status="200"} 1.0',
    ):
        assert line in text
    assert "@" not in text


def test_metrics_do_without_what_does_not_answer(lonely: Callable[..., FlaskClient]) -> None:
    answer = lonely(redis_url="redis://127.0.0.1:1/0", database_url="sqlite:////nowhere/at/all.sqlite3").get("/metrics")
    assert answer.status_code == 200
    assert "bootcamp_requests_total" in answer.text


def test_pages_load_nothing_from_elsewhere_and_run_no_inline_script(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script>" not in answer.text
    assert "style=" not in answer.text


def test_a_file_says_what_files_obey_and_an_error_what_pages_do(client: FlaskClient) -> None:
    icon = re.search(r'/assets/icon-[^"]+\.svg', client.get("/sign-in").text)
    assert icon
    answer = client.get(icon[0], buffered=True)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" not in answer.headers
    lost = client.get("/assets/nothing.css")
    assert "style-src 'self'" in lost.headers["Content-Security-Policy"]
    assert lost.headers["X-Frame-Options"] == "DENY"


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    templates = list((Path(web.__file__).parent / "templates").rglob("*.html"))
    assert len(templates) > 10
    for template in templates:
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", template.read_text()), template.name


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_over_https_cookies_stay_on_it(lonely: Callable[..., FlaskClient], web_config: WebConfig) -> None:
    app = create_app(replace(web_config, https=True))
    app.extensions["bootcamp"].hub.stop()
    cookie = app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-bootcamp=")
    assert "Secure" in cookie


@pytest.mark.parametrize(("address", "status"), [("/nothing/here", 404), ("/sign-in/%00", 404)])
def test_an_error_is_a_page_for_people_and_a_problem_for_programs(
    client: FlaskClient, address: str, status: int
) -> None:
    page = client.get(address)
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert "There is nothing here" in page.text
    problem = client.get(address, headers={"Accept": "application/json"})
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")


def test_a_fault_of_ours_shows_a_number_and_no_trace(app: Flask) -> None:
    app.view_functions["health.healthz"] = lambda: 1 / 0  # type: ignore[assignment]
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    for word in ("Traceback", "ZeroDivision", "division"):
        assert word not in answer.text


def test_a_wrong_method_is_told_which_are_right(client: FlaskClient) -> None:
    answer = client.put("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_file_system_cannot_be_reached_by_names(client: FlaskClient) -> None:
    for name in ("../config.py", "..%2f..%2fconfig.py", "%2e%2e/config.py", "....//config.py", "/etc/passwd"):
        assert client.get(f"/assets/{name}").status_code in {308, 404}


def test_a_full_disk_is_told_and_what_was_there_is_kept(
    app: Flask, submit: Submit, token: Callable[[str], dict[str, str]], session: Session
) -> None:
    """The database says what a full disk makes it say: it may not grow by one more page."""
    kept = submit()
    headers = token("learner")
    parts: Parts = app.extensions["bootcamp"]

    def fill(connection: Any, _record: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(parts.database.engine, "connect", fill)
    parts.database.engine.dispose()
    body = {"exercise": "tiny/add", "files": {"sums.py": "x = 1\n" * 20_000}}
    answer = app.test_client().post("/api/v1/submissions", json=body, headers=headers)
    assert answer.status_code == 503
    assert answer.json is not None
    assert "try again" in answer.json["detail"]
    assert "disk" not in answer.text
    assert app.test_client().get(f"/api/v1/submissions/{kept.id}", headers=headers).status_code == 200
