"""The HTTP API, as a program uses it."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import ADD, Publish, Submit, Write, report_on
from web.db import Database
from web.models import Cohort, PackVersion, Submission
from web.services.recording import RECORDED_CHANNEL, record

Token = Callable[[str], dict[str, str]]
BODY = {"exercise": ADD, "files": {"sums.py": "def add(a, b):\n    return a + b\n"}}


def test_a_submission_is_accepted_and_can_be_asked_for(client: FlaskClient, token: Token) -> None:
    headers = token("learner")
    answer = client.post("/api/v1/submissions", json=BODY, headers=headers)
    assert answer.status_code == 202
    assert answer.json is not None
    assert answer.json == {"id": answer.json["id"], "state": "queued"}
    again = client.get(f"/api/v1/submissions/{answer.json['id']}", headers=headers)
    assert again.json == answer.json


def test_the_same_key_gives_the_same_submission(client: FlaskClient, token: Token) -> None:
    headers = token("learner")
    ids = {
        client.post("/api/v1/submissions", json=BODY | {"idempotency_key": "k"}, headers=headers).json["id"]  # type: ignore[index]
        for _ in range(2)
    }
    assert len(ids) == 1


def test_waiting_ends_when_the_verdict_is_recorded(
    client: FlaskClient, token: Token, submit: Submit, database: Database, valkey: QueueServer
) -> None:
    submission = submit()

    def grade() -> None:
        with database.session() as session:
            record(session, report_on(session.get_one(Submission, submission.id)))
        valkey.admin().publish(RECORDED_CHANNEL, submission.id)

    timer = threading.Timer(0.3, grade)
    timer.start()
    answer = client.get(f"/api/v1/submissions/{submission.id}?wait=30", headers=token("learner"))
    timer.join()
    assert answer.json is not None
    assert answer.json["state"] == "graded"
    report = answer.json["report"]
    assert (report["schema"], report["exercise"], report["verdict"], report["score"]) == (1, ADD, "passed", 1.0)
    assert set(report) == {
        *("schema", "exercise", "exercise_digest", "verdict", "score", "tests", "output", "usage", "sandbox", "error"),
        *("explanation", "mistake", "twin", "signature", "comment"),
    }


def test_waiting_ends_without_a_verdict_when_the_time_is_over(
    client: FlaskClient, token: Token, submit: Submit
) -> None:
    answer = client.get(f"/api/v1/submissions/{submit().id}?wait=1", headers=token("learner"))
    assert answer.json is not None
    assert answer.json["state"] == "queued"


def test_names_of_hidden_tests_are_not_told(
    client: FlaskClient, token: Token, submit: Submit, session: Session
) -> None:
    submission = submit()
    record(session, report_on(submission, Verdict.FAILED, 0.5))
    session.commit()
    text = client.get(f"/api/v1/submissions/{submission.id}", headers=token("learner")).text
    assert "secretly" not in text
    assert "Adds two numbers" in text


def test_titles_are_in_the_language_of_who_asks(
    client: FlaskClient, token: Token, submit: Submit, session: Session
) -> None:
    submission = submit()
    record(session, report_on(submission))
    submission.user.language = "fr"
    session.commit()
    text = client.get(f"/api/v1/submissions/{submission.id}", headers=token("learner")).text
    assert "Additionne deux nombres" in text


@pytest.mark.parametrize("wait", ["-1", "61", "soon", "1e9", "٣"])
def test_a_wait_that_makes_no_sense_is_refused(client: FlaskClient, token: Token, submit: Submit, wait: str) -> None:
    answer = client.get(f"/api/v1/submissions/{submit().id}?wait={wait}", headers=token("learner"))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"", 422, ""),
        (b"not json", 422, ""),
        (b"\xff\xfe", 422, ""),
        (b"[]", 422, ""),
        (json.dumps({"exercise": ADD}).encode(), 422, "files"),
        (json.dumps(BODY | {"exercise": 7}).encode(), 422, "exercise"),
        (json.dumps(BODY | {"verdict": "passed"}).encode(), 422, "verdict"),
        (json.dumps(BODY | {"user_id": 1}).encode(), 422, "user_id"),
        (json.dumps(BODY | {"exercise": "tiny/nothing"}).encode(), 404, "no such exercise"),
        (json.dumps(BODY | {"files": {}}).encode(), 422, "sums.py is missing"),
        (json.dumps(BODY | {"files": {"../sums.py": ""}}).encode(), 422, "not allowed"),
        (json.dumps(BODY | {"files": {"sums.py": "x" * 300_000}}).encode(), 422, "256 kB"),
        (json.dumps(BODY | {"files": {"sums.py": "\ud800"}}).encode(), 422, ""),
        (json.dumps(BODY | {"idempotency_key": "a b"}).encode(), 422, "idempotency key"),
        (b'{"exercise": "' + b"x" * 2_000_000 + b'"}', 413, ""),
    ],
)
def test_what_cannot_be_used_is_a_problem_document(
    client: FlaskClient, token: Token, body: bytes, status: int, words: str
) -> None:
    answer = client.post("/api/v1/submissions", data=body, headers=token("learner"), content_type="application/json")
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == status
    assert words in answer.json["detail"]


def test_only_json_is_taken(client: FlaskClient, token: Token) -> None:
    answer = client.post(
        "/api/v1/submissions", data=json.dumps(BODY), headers=token("learner"), content_type="text/plain"
    )
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}]
)
def test_a_wrong_token_is_told_so(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.get("/api/v1/exercises", headers=headers)
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_list_of_exercises_has_their_order(client: FlaskClient, token: Token) -> None:
    answer = client.get("/api/v1/exercises", headers=token("learner"))
    assert answer.json is not None
    assert [one["id"] for one in answer.json["exercises"]] == ["tiny/add", "tiny/double", "tiny/describe"]


def test_an_exercise_shows_nothing_hidden(client: FlaskClient, token: Token) -> None:
    answer = client.get("/api/v1/exercises/tiny/add", headers=token("learner"))
    assert answer.json is not None
    assert set(answer.json) == {
        *("id", "title", "difficulty", "minutes", "files", "language", "statement", "starter", "examples"),
        *("kind", "questions", "criteria", "words"),
    }
    assert answer.json["starter"] == {"sums.py": "def add(a, b):\n    return 0\n"}
    assert list(answer.json["examples"]) == ["test_example.py"]
    for secret in ("hidden-token", "secretly", "a + b", "negative"):
        assert secret not in answer.text


@pytest.mark.parametrize("name", ["tiny/nothing", "nothing/add", "tiny/..%2fadd"])
def test_an_exercise_that_is_unknown_is_not_found(client: FlaskClient, token: Token, name: str) -> None:
    assert client.get(f"/api/v1/exercises/{name}", headers=token("learner")).status_code == 404


def test_the_grades_come_in_three_formats(
    client: FlaskClient, token: Token, submit: Submit, session: Session, cohort: Cohort
) -> None:
    record(session, report_on(submit()))
    session.commit()
    address, headers = f"/api/v1/cohorts/{cohort.id}/grades", token("lead")
    body = client.get(address, headers=headers).json
    assert body is not None
    assert body["learners"][0]["grades"][0]["best_score"] == 1.0
    answer = client.get(f"{address}?format=csv", headers=headers)
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[1][1] == "learner@school.example"
    workbook = load_workbook(io.BytesIO(client.get(f"{address}?format=xlsx", headers=headers).data))
    assert workbook.active is not None
    assert workbook.active["B2"].value == "learner@school.example"
    assert client.get(f"{address}?format=pdf", headers=headers).status_code == 422


@pytest.mark.parametrize("name", ["learner", "second", "stranger"])
def test_the_grades_are_for_those_who_look_after_the_cohort(
    client: FlaskClient, token: Token, cohort: Cohort, name: str
) -> None:
    assert client.get(f"/api/v1/cohorts/{cohort.id}/grades", headers=token(name)).status_code == 404


def test_the_description_names_every_address(client: FlaskClient) -> None:
    body = client.get("/api/v1/openapi.json").json
    assert body is not None
    described = {f"/api/v1{path}".replace("{", "<").replace("}", ">") for path in body["paths"]}
    routes = {
        re.sub(r"(submission|cohort|certificate)_id", "id", rule.rule.replace("int:", ""))
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert described == routes - {"/api/v1/openapi.json"}
    assert body["openapi"].startswith("3.1")
    assert {"SubmissionRequest", "SubmissionAnswer", "Report", "Problem"} <= set(body["components"]["schemas"])


@pytest.mark.parametrize(
    ("visibility", "listed", "status"), [("listed", True, 200), ("unlisted", False, 200), ("instructors", False, 404)]
)
def test_learners_find_what_its_author_lets_them_find(
    client: FlaskClient,
    token: Token,
    mine: PackVersion,
    set_key: Callable[[str], None],
    visibility: str,
    listed: bool,
    status: int,
) -> None:
    set_key(f"visibility: {visibility}")
    headers = token("learner")
    found = client.get("/api/v1/exercises", headers=headers).json
    assert found is not None
    assert ("mine/first-steps" in {exercise["id"] for exercise in found["exercises"]}) == listed
    answer = client.get("/api/v1/exercises/mine/first-steps", headers=headers)
    assert answer.status_code == status
    sent = {"exercise": "mine/first-steps", "files": {"greeting.py": ""}}
    answer = client.post("/api/v1/submissions", json=sent, headers=headers)
    assert answer.status_code == {200: 202}.get(status, status)


def test_what_is_hidden_is_answered_as_what_is_not_there(
    client: FlaskClient, token: Token, mine: PackVersion, set_key: Callable[[str], None]
) -> None:
    set_key("visibility: instructors")
    headers = token("learner")
    hidden, unknown = (
        client.get(f"/api/v1/exercises/mine/{slug}", headers=headers) for slug in ("first-steps", "no-such-steps")
    )
    assert (hidden.status_code, hidden.data) == (unknown.status_code, unknown.data)


def test_a_new_version_is_served_without_a_restart(
    client: FlaskClient, token: Token, mine: PackVersion, write: Write, publish: Publish
) -> None:
    headers = token("learner")
    client.get("/api/v1/exercises/mine/first-steps", headers=headers)
    write("first-steps/statement.md", "New words.")
    publish(note="new words")
    answer = client.get("/api/v1/exercises/mine/first-steps", headers=headers)
    assert answer.json is not None
    assert answer.json["statement"] == "New words."


def test_after_the_last_attempt_a_program_is_told(
    client: FlaskClient, token: Token, mine: PackVersion, set_key: Callable[[str], None]
) -> None:
    set_key("grading: {attempts: 1}")
    headers = token("learner")
    sent = {"exercise": "mine/first-steps", "files": {"greeting.py": ""}}
    first, second = (client.post("/api/v1/submissions", json=sent, headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 403)
    assert second.json is not None
    assert "handed in once" in second.json["detail"]
