"""Saving, comparing and bringing back, as the browser asks for it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.web.conftest import ADD, Submit
from tests.web.pages.conftest import token_in
from web.models import PackVersion, Submission, User
from web.services import learner_drafts

Enter = Callable[..., FlaskClient]
ADDRESS = f"/exercises/{ADD}"
AS_SCRIPT = {"Accept": "application/json"}
AS_PAGE = {"Accept": "text/html"}


def send(browser: FlaskClient, where: str, text: str, *, script: bool = True, page: str = ADDRESS, **more: Any) -> Any:
    form = {"csrf_token": token_in(browser.get(page).text), "text-0": text, **more}
    headers = AS_SCRIPT if script else AS_PAGE
    return browser.post(page + where, data=form, headers=headers, content_type="multipart/form-data")


def test_a_saved_draft_stands_in_the_editor_next_time(enter: Enter) -> None:
    browser = enter()
    answer = send(browser, "/draft", "kept = 1\r\n")
    assert answer.status_code == 200
    assert answer.json["revision"] == 1
    page = browser.get(ADDRESS).text
    assert "kept = 1" in page
    assert 'name="revision" value="1"' in page


def test_two_windows_are_told_of_each_other(enter: Enter) -> None:
    browser = enter()
    send(browser, "/draft", "from = 'the phone'\n", revision="0")
    answer = send(browser, "/draft", "from = 'the desk'\n", revision="0")
    assert answer.status_code == 409
    assert answer.json["files"] == {"text-0": "from = 'the phone'\n"}
    assert "the desk" in answer.json["difference"]
    assert "removed" in answer.json["difference"]
    mine = send(browser, "/draft", "from = 'the desk'\n", revision=str(answer.json["revision"]), draft="mine")
    assert mine.status_code == 200
    earlier = browser.get(f"{ADDRESS}/earlier").text
    assert "Put aside" in earlier
    assert "Not handed in yet" in earlier


def test_taking_the_other_version_keeps_the_one_that_was_sent(
    enter: Enter, session: Session, people: dict[str, User]
) -> None:
    browser = enter()
    send(browser, "/draft", "other", revision="0")
    answer = send(browser, "/draft", "mine", revision="0", draft="other")
    assert (answer.status_code, answer.json["revision"]) == (200, 1)
    (kept,) = learner_drafts.kept_drafts(session, people["learner"], ADD)
    assert kept.contents() == {"sums.py": b"mine"}
    assert "mine" in browser.get(f"{ADDRESS}?kept={kept.id}").text


def test_a_form_without_scripts_saves_and_says_what_it_replaced(
    enter: Enter, session: Session, people: dict[str, User]
) -> None:
    browser = enter()
    answer = send(browser, "/draft", "first", script=False, revision="0")
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    assert "not handed in yet" in browser.get(ADDRESS).text
    send(browser, "/draft", "second", script=False, revision="0")
    page = browser.get(ADDRESS).text
    assert "in another window or on another device" in page
    assert "second" in page
    (kept,) = learner_drafts.kept_drafts(session, people["learner"], ADD)
    assert kept.contents() == {"sums.py": b"first"}


def test_handing_in_ends_the_draft(enter: Enter) -> None:
    browser = enter()
    send(browser, "/draft", "typed = 1", revision="0")
    answer = send(browser, "", "handed = 'in'", revision="1")
    assert answer.json["revision"] == 2
    page = browser.get(ADDRESS).text
    assert "handed = &#39;in&#39;" in page
    assert "typed = 1" not in page


def test_starting_over_shows_the_starter_and_keeps_the_draft(
    enter: Enter, session: Session, people: dict[str, User]
) -> None:
    browser = enter()
    send(browser, "/draft", "mine = 1", revision="0")
    page = browser.get(f"{ADDRESS}?start=over").text
    assert "mine = 1" not in page
    assert 'name="draft" value="mine"' in page
    send(browser, "/draft", "anew = 1", script=False, revision="1", draft="mine")
    (kept,) = learner_drafts.kept_drafts(session, people["learner"], ADD)
    assert kept.contents() == {"sums.py": b"mine = 1"}


@pytest.mark.parametrize("where", ["/draft", "/code", "/hints"])
def test_a_locked_exercise_takes_nothing(enter: Enter, where: str) -> None:
    browser = enter()
    form = {"csrf_token": token_in(browser.get(ADDRESS).text), "text-0": "x"}
    assert browser.post(f"/exercises/tiny/double{where}", data=form, headers=AS_SCRIPT).status_code == 403


def test_a_draft_that_is_too_large_is_refused_with_a_sentence(enter: Enter) -> None:
    answer = send(enter(), "/draft", "x" * 300_000)
    assert answer.status_code == 422
    assert "larger than" in answer.json["detail"]


def test_the_code_comes_as_a_file(enter: Enter, submit: Submit) -> None:
    browser = enter()
    answer = send(browser, "/code", "<b>mine</b>\r\n", script=False)
    assert answer.data == b"<b>mine</b>\n"
    assert answer.headers["Content-Disposition"] == "attachment; filename=sums.py"
    assert answer.mimetype == "application/octet-stream"
    handed_in = browser.get(f"/submissions/{submit().id}/code")
    assert handed_in.data == b"def add(a, b):\n    return a + b\n"


def test_several_files_come_as_an_archive(enter: Enter, submit: Submit) -> None:
    browser = enter()
    submission = submit(files={"sums.py": b"a = 1\n", "more.py": b"b = 2\n"})
    answer = browser.get(f"/submissions/{submission.id}/code")
    assert "add.zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == submission.contents()


def test_any_two_versions_are_compared(enter: Enter, submit: Submit) -> None:
    browser = enter()
    first = submit(files={"sums.py": b"def add(a, b):\n    return a\n"})
    second = submit()
    send(browser, "/draft", "def add(a, b):\n    return b\n", revision="0")
    page = browser.get(f"{ADDRESS}/earlier?before={first.id}&after={second.id}").text
    assert '<tr class="line-removed"><td>2</td><td></td>' in page
    assert "    return a + b" in page
    assert '<span class="unseen">added</span>' in page
    assert "return b" in browser.get(f"{ADDRESS}/earlier?before=starter&after=draft").text
    assert "Both are the same" in browser.get(f"{ADDRESS}/earlier?before={first.id}&after={first.id}").text


def test_nobody_compares_what_is_not_theirs(enter: Enter, submit: Submit) -> None:
    theirs = submit("second")
    browser = enter()
    assert theirs.id not in browser.get(f"{ADDRESS}/earlier").text
    assert browser.get(f"{ADDRESS}/earlier?before={theirs.id}&after=starter").status_code == 404
    assert browser.get(f"{ADDRESS}?kept={theirs.id}").status_code == 404
    assert browser.get(f"{ADDRESS}?from={theirs.id}").status_code == 404


def test_a_quiz_keeps_its_draft_and_shows_no_numbers(
    enter: Enter, kinds: PackVersion, session: Session, people: dict[str, User]
) -> None:
    browser, quiz = enter(), "/exercises/mine/quiz"
    chosen: dict[str, Any] = {"question-3": "0,5"}
    another: dict[str, Any] = {"question-3": "7"}
    assert send(browser, "/draft", "", page=quiz, revision="0", **chosen).status_code == 200
    assert 'value="0,5"' in browser.get(quiz).text
    other = send(browser, "/draft", "", page=quiz, revision="0", **another)
    assert other.status_code == 409
    assert set(other.json) == {"revision", "saved_at"}
    assert send(browser, "/code", "", page=quiz, script=False, **chosen).status_code == 404
    assert browser.get(f"{quiz}/earlier").status_code == 200
    assert browser.get(f"{quiz}/earlier?before=starter&after=draft").status_code == 404
    send(browser, "", "", page=quiz, **chosen)
    (submission,) = session.query(Submission).filter_by(user_id=people["learner"].id)
    assert browser.get(f"/submissions/{submission.id}/code").status_code == 404


def test_hints_come_one_at_a_time_and_what_is_typed_stays(enter: Enter, mine: PackVersion) -> None:
    browser, page = enter(), "/exercises/mine/first-steps"
    assert "Show me a hint" in browser.get(page).text
    answer = send(browser, "/hints", "typed", page=page, revision="0", script=False)
    assert (answer.status_code, answer.location) == (303, f"{page}#hints")
    shown = browser.get(page).text
    assert "data-newest" in shown
    assert "typed</textarea>" in shown
    told = send(browser, "/hints", "ignored", page=page).json["html"]
    assert told.count("data-newest") == 1
    assert "typed</textarea>" in browser.get(page).text


def test_colours_are_kept_without_leaving_the_page(enter: Enter) -> None:
    browser = enter()
    form = {"csrf_token": token_in(browser.get("/account").text), "theme": "contrast"}
    assert browser.post("/account/colours", data=form).status_code == 204
    assert 'data-theme="contrast"' in browser.get(ADDRESS).text
    assert browser.post("/account/colours", data=form | {"theme": "pink"}).status_code == 422


def test_pages_are_compressed_for_browsers_that_take_it(enter: Enter) -> None:
    browser = enter()
    plain = browser.get(ADDRESS, headers={"Accept-Encoding": "identity"})
    assert plain.content_encoding is None
    lengths = set()
    for _ in range(12):
        packed = browser.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
        assert packed.content_encoding == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.content_length == len(packed.data)
        assert b"Write <code>add(a, b)</code>" in gzip.decompress(packed.data)
        lengths.add(len(packed.data))
    assert len(lengths) > 1  # what one byte in the page changes is not to be seen
