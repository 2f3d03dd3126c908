"""What a device keeps: who is told what, and what a worker of the browser may do."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.conftest import ADD, Write
from tests.web.pages.conftest import PACK, token_in
from web.models import PackVersion, Submission, User
from web.pages.assets import BUILT

Enter = Callable[..., FlaskClient]
JSON = {"Accept": "application/json"}


def policy(answer) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: rest for name, _, rest in parts}


def test_the_runners_worker_may_load_the_runner_and_nothing_else(client: FlaskClient) -> None:
    files = json.loads((BUILT / "manifest.json").read_text())
    answer = client.get(f"/assets/{files['runner-worker.js']}", base_url="https://school.example:8443", buffered=True)
    pyodide = f"school.example:8443/assets/{files['pyodide']}/"
    assert policy(answer) == {
        "default-src": "'none'",
        "script-src": f"{pyodide} 'wasm-unsafe-eval'",
        "connect-src": f"{pyodide} school.example:8443/assets/{files['runner-python.zip']}",
    }


def test_no_page_may_compile_anything(client: FlaskClient, enter: Enter) -> None:
    enter()
    for path in ("/", "/outbox", "/account"):
        assert "unsafe-eval" not in client.get(path).headers["Content-Security-Policy"]


def test_a_page_may_share_memory_with_its_worker(enter: Enter) -> None:
    answer = enter().get("/")
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_the_service_worker_stands_above_every_page_and_is_asked_for_anew(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js", buffered=True)
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert policy(answer) == {"default-src": "'none'", "connect-src": "'self'"}


def test_the_app_can_be_put_on_a_device(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "ar"})
    manifest = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ar", "rtl", "/")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        assert client.get(icon["src"], buffered=True).mimetype == icon["type"]


def test_the_outbox_is_told_who_is_signed_in(client: FlaskClient, enter: Enter, people: dict[str, User]) -> None:
    assert client.get("/outbox/token", headers=JSON).status_code == 401
    told = json.loads(enter("second").get("/outbox/token", headers=JSON).text)
    assert told["learner"] == str(people["second"].id)
    assert told["token"]


def test_the_form_takes_the_same_key_once(enter: Enter, session: Session) -> None:
    browser = enter()
    token = json.loads(browser.get("/outbox/token", headers=JSON).text)["token"]
    form = {"csrf_token": token, "text-0": "def add(a, b):\n    return a + b\n", "idempotency_key": "0a1b"}
    answers = [browser.post(f"/exercises/{ADD}", data=form, headers=JSON) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json == answers[1].json
    assert session.scalar(select(func.count()).select_from(Submission)) == 1


def test_a_course_is_offered_with_all_its_exercises_and_the_runner(enter: Enter, kinds: PackVersion) -> None:
    browser = enter()
    offer = json.loads(browser.get("/offline/mine", headers=JSON).text)
    addresses = [page["address"] for page in offer["pages"]]
    assert addresses == ["/", "/outbox", *(f"/exercises/mine/{one}" for one in ("quiz", "letter", "clamp", "echo"))]
    names = [file["address"].removeprefix("/assets/") for file in offer["files"]]
    assert {name.partition("-")[0] for name in names} >= {"pyodide", "runner", "workspace", "style", "device"}
    assert not [name for name in names if name.startswith(("draft-", "service-worker-"))]
    for address in [page["fetch"] for page in offer["pages"]] + [file["address"] for file in offer["files"]]:
        assert browser.get(address, buffered=True).status_code == 200


def test_a_course_that_is_on_nobodys_map_is_not_offered(enter: Enter) -> None:
    assert enter().get("/offline/nothing", headers=JSON).status_code == 404


def test_a_locked_exercise_is_kept_and_taken_when_it_was_made_offline(
    enter: Enter, kinds: PackVersion, write: Write, publish: Callable[..., PackVersion]
) -> None:
    write("pack.yaml", PACK + "prerequisites: {echo: [clamp]}\n")
    publish(note="in order")
    browser = enter()
    address = "/exercises/mine/echo"
    assert browser.get(address).status_code == 403
    page = browser.get(f"{address}?keep=1")
    assert page.status_code == 200
    form = {"csrf_token": token_in(page.text), "text-0": "print(input())\n"}
    assert browser.post(address, data=form, headers=JSON).status_code == 403
    assert browser.post(address, data=form | {"made_offline": "1"}, headers=JSON).status_code == 202


def test_what_the_runner_is_given_holds_nothing_hidden(enter: Enter, kinds: PackVersion) -> None:
    browser = enter()
    for slug in ("clamp", "echo", "quiz", "letter"):
        page = browser.get(f"/exercises/mine/{slug}").text
        assert "77" not in page
        assert "secret" not in page
    page = browser.get("/exercises/mine/clamp").text
    task = json.loads(page.partition("data-task='")[2].partition("'")[0])
    assert "clamp(5, 0, 10) == expected(5)" in task["visible"]["test_examples.py"]
    assert [test["title"] for test in task["tests"]] == ["clamp(5, 0, 10)"]
