"""Pages as a browser asks for them, over the whole application and a real queue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import ADD, PASSWORD, Submit, report_on
from web.models import Cohort, PackVersion, Submission, User
from web.services import accounts
from web.services.recording import RECORDED_CHANNEL, record

Browser = Callable[..., Any]
ADDRESS = f"/exercises/{ADD}"


def token_in(page: str) -> str:
    """The form's token."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def sign_in(client: FlaskClient, people: dict[str, User], cohort: Cohort) -> Browser:
    def sign_in(name: str = "learner", wanted: str = "", password: str = PASSWORD) -> FlaskClient:
        form = {
            "csrf_token": token_in(client.get("/sign-in").text),
            "email": f"{name}@school.example",
            "password": password,
            "next": wanted,
        }
        client.answer = client.post("/sign-in", data=form)  # type: ignore[attr-defined]
        return client

    return sign_in


def hand_in(browser: FlaskClient, text: str = "", *, json: bool = False, **more: Any) -> Any:
    form = {"csrf_token": token_in(browser.get(ADDRESS).text), "text-0": text, **more}
    headers = {"Accept": "application/json"} if json else {"Accept": "text/html"}
    return browser.post(ADDRESS, data=form, headers=headers, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("wanted", "arrives"),
    [
        ("", "/"),
        ("/submissions", "/submissions"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\nfoo", "/"),
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(sign_in: Browser, wanted: str, arrives: str) -> None:
    answer = sign_in(wanted=wanted).answer
    assert (answer.status_code, answer.location) == (303, arrives)


@pytest.mark.parametrize(("name", "password"), [("learner", "wrong password"), ("nobody", PASSWORD)])
def test_the_door_says_the_same_whatever_was_wrong(sign_in: Browser, name: str, password: str) -> None:
    answer = sign_in(name, password=password).answer
    assert answer.status_code == 422
    assert "do not go together" in answer.text


def test_a_cookie_from_before_the_sign_out_is_worth_nothing(sign_in: Browser, app: object) -> None:
    browser = sign_in()
    cookie = browser.get_cookie("bootcamp")
    assert cookie is not None
    answer = browser.post("/sign-out", data={"csrf_token": token_in(browser.get("/").text)})
    assert answer.status_code == 303
    browser.set_cookie("bootcamp", cookie.value)
    assert browser.get("/").status_code == 302


def test_the_map_shows_what_is_open_and_what_waits(sign_in: Browser) -> None:
    page = sign_in().get("/").text
    assert "A tiny course" in page
    assert 'class="step step-open step-next"' in page
    assert "Opens after: Add two numbers" in page


def test_the_exercise_page_shows_nothing_hidden(sign_in: Browser) -> None:
    page = sign_in().get(ADDRESS).text
    assert "Write <code>add(a, b)</code>" in page
    assert "return 0" in page
    assert "test_example" in page
    for secret in ("hidden-token", "secretly", "a + b", "negative"):
        assert secret not in page


def test_a_locked_exercise_stays_closed_whatever_is_sent_to_it(sign_in: Browser) -> None:
    browser = sign_in()
    assert browser.get("/exercises/tiny/double").status_code == 403
    form = {
        "csrf_token": token_in(browser.get(ADDRESS).text),
        "upload-0": (io.BytesIO(b"\xff\x00"), "doubling.py"),
    }
    answer = browser.post("/exercises/tiny/double", data=form, content_type="multipart/form-data")
    assert answer.status_code == 403
    assert "double(n)" not in answer.text


def test_a_form_leads_to_the_page_of_the_submission(sign_in: Browser, session: Session) -> None:
    browser = sign_in()
    answer = hand_in(browser, "def add(a, b):\r\n    return a - b\r\n")
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "Your code is being tested" in page
    assert "return a - b" in page
    (submission,) = session.query(Submission).all()
    assert submission.contents() == {"sums.py": b"def add(a, b):\n    return a - b\n"}


def test_a_script_is_told_where_the_result_will_be(sign_in: Browser) -> None:
    browser = sign_in()
    answer = hand_in(browser, "x = 1", json=True)
    assert answer.status_code == 202
    fragment = browser.get(answer.json["result"]).text
    assert "Your code is being tested" in fragment
    assert "<html" not in fragment


def test_an_upload_counts_in_place_of_the_text(sign_in: Browser, session: Session) -> None:
    upload: dict[str, Any] = {"upload-0": (io.BytesIO(b"from = 'disk'\n"), "anything.py")}
    hand_in(sign_in(), "typed", **upload)
    (submission,) = session.query(Submission).all()
    assert submission.contents() == {"sums.py": b"from = 'disk'\n"}


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\xff", b"caf\xe9", b"a\x00b"])
@pytest.mark.parametrize("json", [True, False])
def test_a_file_that_is_no_text_is_refused_and_the_text_kept(sign_in: Browser, content: bytes, json: bool) -> None:
    answer = hand_in(sign_in(), "typed = 'before'", json=json, **{"upload-0": (io.BytesIO(content), "sums.py")})
    assert answer.status_code == 422
    assert "not text" in answer.text
    assert json or "typed = &#39;before&#39;" in answer.text


def test_the_verdict_is_told_to_a_waiting_page(
    sign_in: Browser, submit: Submit, session: Session, valkey: QueueServer
) -> None:
    submission = submit()
    browser = sign_in()
    stream = browser.get(f"/submissions/{submission.id}/events")
    assert stream.mimetype == "text/event-stream"
    events: Iterator[bytes] = stream.iter_encoded()
    assert b"retry" in next(events)
    record(session, report_on(submission))
    session.commit()
    valkey.admin().publish(RECORDED_CHANNEL, submission.id)
    assert any(b"event: graded" in one for one in events)
    stream.close()
    assert "All tests passed" in browser.get(f"/submissions/{submission.id}/result").text


def test_what_a_submission_prints_is_shown_as_text(sign_in: Browser, submit: Submit, session: Session) -> None:
    submission = submit()
    message = report_on(submission, Verdict.FAILED, 0.5)
    evil = "<script>alert(1)</script></pre><img src=x onerror=alert(1)>"
    output = message.report.output.model_copy(update={"stdout": evil, "stderr": evil})
    tests = [one.model_copy(update={"message": evil, "expected": evil, "actual": evil}) for one in message.report.tests]
    report = message.report.model_copy(update={"output": output, "tests": tests, "error": evil})
    record(session, message.model_copy(update={"report": report}))
    session.commit()
    browser = sign_in()
    for address in (f"/submissions/{submission.id}", ADDRESS, f"/submissions/{submission.id}/result"):
        page = browser.get(address).text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_instructors_see_hidden_tests_and_references(sign_in: Browser) -> None:
    browser = sign_in("instructor")
    assert "A tiny course" in browser.get("/packs").text
    page = browser.get("/packs/tiny/add").text
    assert "hidden-token-4711" in page
    assert "return a + b" in page


def test_the_lead_sees_grades_and_downloads_them(
    sign_in: Browser, submit: Submit, session: Session, cohort: Cohort
) -> None:
    record(session, report_on(submit()))
    record(session, report_on(submit("second"), Verdict.FAILED, 0.996))
    session.commit()
    browser = sign_in("lead")
    assert "Autumn" in browser.get("/cohorts").text
    page = browser.get(f"/cohorts/{cohort.id}").text
    assert "100%" in page
    assert "99%" in page
    csv = browser.get(f"/cohorts/{cohort.id}/grades.csv")
    assert csv.content_type == "text/csv; charset=utf-8"
    assert "learner@school.example" in csv.text
    assert browser.get(f"/cohorts/{cohort.id}/grades.xlsx").data.startswith(b"PK")
    assert browser.get(f"/cohorts/{cohort.id}/grades.exe").status_code == 404


def test_the_lead_sees_what_one_learner_handed_in(
    sign_in: Browser, submit: Submit, cohort: Cohort, people: dict[str, User]
) -> None:
    submission = submit()
    browser = sign_in("lead")
    page = browser.get(f"/cohorts/{cohort.id}/learners/{people['learner'].id}/{ADD}").text
    assert f"/submissions/{submission.id}" in page
    assert browser.get(f"/cohorts/{cohort.id}/learners/{people['stranger'].id}/{ADD}").status_code == 404


def test_an_admin_sees_accounts_and_workers(sign_in: Browser, submit: Submit) -> None:
    submit()
    page = sign_in("admin").get("/system").text
    assert "learner@school.example" in page
    assert "No worker takes jobs" in page


def test_one_chooses_language_and_colours(sign_in: Browser, session: Session, people: dict[str, User]) -> None:
    browser = sign_in()
    form = {"csrf_token": token_in(browser.get("/account").text), "theme": "dark", "language": "fr"}
    assert browser.post("/account/reading", data=form).status_code == 303
    assert 'data-theme="dark"' in browser.get("/account").text
    assert "Additionner deux nombres" in browser.get("/").text
    assert browser.post("/account/reading", data=form | {"language": "tlh"}).status_code == 422
    assert browser.post("/account/reading", data=form | {"role": "admin"}).status_code == 303
    session.expire_all()
    assert session.get_one(User, people["learner"].id).role == "learner"


def test_one_changes_the_password(sign_in: Browser, session: Session) -> None:
    browser = sign_in()
    form = {"csrf_token": token_in(browser.get("/account").text), "current": "wrong", "new": "another long one"}
    answer = browser.post("/account/password", data=form)
    assert answer.status_code == 422
    assert "old password is not right" in answer.text
    assert browser.post("/account/password", data=form | {"current": PASSWORD}).status_code == 303
    session.rollback()  # and read anew
    session.expire_all()
    assert accounts.sign_in(session, "learner@school.example", "another long one") is not None


def test_a_token_is_shown_once(sign_in: Browser, session: Session, people: dict[str, User]) -> None:
    browser = sign_in()
    form = {"csrf_token": token_in(browser.get("/account").text), "action": "make"}
    page = browser.post("/account/token", data=form).text
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found
    assert accounts.user_of_token(session, found[1]) == people["learner"]
    assert found[1] not in browser.get("/account").text
    browser.post("/account/token", data=form | {"action": "end"})
    session.rollback()  # and read anew
    session.expire_all()
    assert accounts.user_of_token(session, found[1]) is None


@pytest.mark.parametrize(
    ("visibility", "on_map", "status"), [("listed", True, 200), ("unlisted", False, 200), ("instructors", False, 404)]
)
def test_learners_find_what_its_author_lets_them_find(
    sign_in: Browser,
    mine: PackVersion,
    set_key: Callable[[str], None],
    visibility: str,
    on_map: bool,
    status: int,
) -> None:
    set_key(f"visibility: {visibility}")
    browser = sign_in()
    assert ("/exercises/mine/first-steps" in browser.get("/").text) == on_map
    assert browser.get("/exercises/mine/first-steps").status_code == status


def test_a_page_says_when_no_attempt_is_left(
    sign_in: Browser, mine: PackVersion, set_key: Callable[[str], None]
) -> None:
    set_key("grading: {attempts: 1}")
    browser = sign_in()
    form = {"csrf_token": token_in(browser.get("/exercises/mine/first-steps").text), "text-0": "x"}
    first, second = (browser.post("/exercises/mine/first-steps", data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 403)
    assert "handed in once" in second.text
