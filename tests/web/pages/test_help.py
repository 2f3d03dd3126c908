"""The pages on which people are asked and answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from grader.reports import Verdict
from tests.web.conftest import PASSWORD, Submit, report_on
from tests.web.pages.conftest import token_in
from web.models import Cohort, PackVersion, Submission, User
from web.services import submissions
from web.services.catalog import Catalog
from web.services.queueing import GradingQueue
from web.services.recording import record

Visitor = Callable[[str], FlaskClient]


@pytest.fixture
def visitor(client: FlaskClient, cohort: Cohort) -> Visitor:
    """A browser of its own for everybody."""
    browsers: dict[str, FlaskClient] = {}

    def visitor(name: str) -> FlaskClient:
        if name not in browsers:
            browser = browsers[name] = client.application.test_client()
            form = {"csrf_token": token_in(browser.get("/sign-in").text), "email": f"{name}@school.example"}
            assert browser.post("/sign-in", data={**form, "password": PASSWORD}).status_code == 303
        return browsers[name]

    return visitor


@pytest.fixture
def handed_in(session: Session, submit: Submit) -> Submission:
    """A graded submission."""
    submission = submit()
    record(session, report_on(submission, Verdict.FAILED, 0.5))
    session.commit()
    return submission


@pytest.fixture
def submit_kind(
    session: Session, grading_queue: GradingQueue, people: dict[str, User], published: Callable[[], Catalog]
) -> Callable[[str, dict[str, bytes]], Submission]:
    """Hands in for an exercise of the pack with every kind."""

    def submit_kind(exercise: str, files: dict[str, bytes]) -> Submission:
        return submissions.submit(session, grading_queue, published(), people["learner"], exercise, files)

    return submit_kind


def say(browser: FlaskClient, submission: Submission, **form: str) -> TestResponse:
    page = browser.get(f"/submissions/{submission.id}").text
    return browser.post(f"/submissions/{submission.id}/help", data={"csrf_token": token_in(page), **form})


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_from_a_question_to_solved(visitor: Visitor, handed_in: Submission) -> None:
    learner, lead, address = visitor("learner"), visitor("lead"), f"/submissions/{handed_in.id}"
    assert "Ask a person" in learner.get(address).text
    answer = say(learner, handed_in, text="Why *this*?", file="sums.py", first="2")
    assert answer.status_code == 303
    assert re.fullmatch(rf"{address}#message-\d+", answer.location)
    assert "Nobody has read it yet" in learner.get(address).text

    waiting = plain(lead.get("/help/waiting").text)
    assert "Why *this*? new Learner Add two numbers 1 minute" in waiting
    assert "1 question waits" in waiting
    page = lead.get(address).text
    assert "<em>this</em>" in page
    assert "sums.py, line 2" in page
    assert re.search(r'name="first"[^>]*value="2"', page), "an answer goes to the lines of the question"
    assert "Somebody has read it" in learner.get(address).text
    assert say(lead, handed_in, text="Because.", file="sums.py", first="2", last="1").status_code == 303
    assert "has not read it yet" in lead.get(address).text

    assert "1 new answer" in plain(learner.get("/").text)
    assert "Why *this*? new" in plain(learner.get("/help").text)
    assert "sums.py, lines 1 to 2" in learner.get(address).text
    assert "new answer" not in learner.get("/").text
    assert "the learner has read it" in lead.get(address).text
    assert say(learner, handed_in, action="solve").status_code == 303
    assert "Solved" in plain(learner.get("/help").text)
    assert "Nobody waits" in lead.get("/help/waiting").text


@pytest.mark.parametrize("name", ["second", "stranger", "colleague"])
def test_for_everybody_else_it_is_not_there(visitor: Visitor, handed_in: Submission, name: str) -> None:
    say(visitor("learner"), handed_in, text="A secret of mine")
    other = visitor(name)
    token = token_in(other.get("/account").text)
    assert other.get(f"/submissions/{handed_in.id}").status_code == 404
    assert other.get(f"/submissions/{handed_in.id}/help").status_code == 404
    form = {"csrf_token": token, "text": "Hello"}
    assert other.post(f"/submissions/{handed_in.id}/help", data=form).status_code == 404
    assert other.post(f"/submissions/{handed_in.id}/help", data={**form, "action": "solve"}).status_code == 404
    assert "secret of mine" not in other.get("/help").text
    if name != "second":
        assert "secret of mine" not in other.get("/help/waiting").text


def test_a_learner_has_no_list_of_what_others_ask(visitor: Visitor) -> None:
    assert visitor("learner").get("/help/waiting").status_code == 403


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": "   "}, "Write a few words first."),
        ({"text": "Why?", "file": "sums.py", "first": "99"}, "sums.py has the lines 1 to 2"),
        ({"text": "Why?", "file": "sums.py", "first": "one"}, "A line is named by its number"),
        ({"text": "Why?", "file": "sums.py", "first": "9" * 5000}, "A line is named by its number"),
        ({"text": "Why?", "file": "../x"}, "Choose one of the files"),
        ({"text": "x" * 5000}, "That is too long"),
    ],
)
def test_what_cannot_be_used_is_told_beside_the_form_and_nothing_typed_is_lost(
    visitor: Visitor, handed_in: Submission, form: dict[str, str], words: str
) -> None:
    answer = say(visitor("learner"), handed_in, **form)
    assert answer.status_code == 422
    assert words in answer.text
    assert form["text"].strip() in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://evil.example/pixel.png)",
        '"><svg onload=alert(1)>',
        "<style>body{display:none}</style>",
        "```\n</code></pre><script>alert(1)</script>\n```",
    ],
)
def test_no_message_becomes_more_than_text(visitor: Visitor, handed_in: Submission, text: str) -> None:
    say(visitor("learner"), handed_in, text=text, file="sums.py", first="1")
    for page in (
        visitor("lead").get(f"/submissions/{handed_in.id}").text,
        visitor("lead").get("/help/waiting").text,
        visitor("learner").get("/help").text,
    ):
        scripts = re.findall(r"<script[^>]*>", page)
        assert all(re.fullmatch(r'<script type="module" src="/assets/[\w.-]+">', one) for one in scripts)
        assert not re.search(r"<[^>]+\son\w+\s*=", page)
        assert not re.search(r"<(?:a|img|svg|style|iframe)\b[^>]*(?:javascript:|data:|evil\.example)", page)
        assert "<style" not in page


def test_code_of_a_submission_is_shown_as_it_is(visitor: Visitor, submit: Submit) -> None:
    submission = submit(files={"sums.py": b"# <script>alert(1)</script>\nx = '\"&amp;'\n"})
    page = visitor("learner").get(f"/submissions/{submission.id}").text
    assert "# &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&amp;amp;" in page


def test_every_line_end_of_a_message_counts_and_a_comment_of_code_is_no_title(
    visitor: Visitor, handed_in: Submission
) -> None:
    say(visitor("learner"), handed_in, text="# my comment\nfirst\nsecond")
    page = visitor("learner").get(f"/submissions/{handed_in.id}").text
    assert "my comment" in page
    assert re.search(r"first<br>\s*second", page)


@pytest.mark.parametrize(
    ("exercise", "files"),
    [("mine/letter", {"answer.txt": b"Please mend the heating."}), ("mine/quiz", {"answers.json": b'{"loop": 1}'})],
)
def test_of_a_text_or_a_quiz_all_of_it_is_asked_about(
    visitor: Visitor,
    kinds: PackVersion,
    submit_kind: Callable[[str, dict[str, bytes]], Submission],
    exercise: str,
    files: dict[str, bytes],
) -> None:
    submission = submit_kind(exercise, files)
    learner = visitor("learner")
    assert 'name="first"' not in learner.get(f"/submissions/{submission.id}").text
    assert say(learner, submission, text="Is that polite?").status_code == 303
    assert "Is that polite?" in learner.get(f"/submissions/{submission.id}").text


def test_what_is_said_of_lines_that_are_not_shown_is_still_shown(
    visitor: Visitor, kinds: PackVersion, submit_kind: Callable[[str, dict[str, bytes]], Submission]
) -> None:
    submission = submit_kind("mine/letter", {"answer.txt": b"Please mend the heating."})
    say(visitor("learner"), submission, text="Here?", file="answer.txt", first="1")
    assert "answer.txt, line 1" in visitor("learner").get(f"/submissions/{submission.id}").text


def test_the_old_address_leads_to_the_page(visitor: Visitor, handed_in: Submission) -> None:
    answer = visitor("learner").get(f"/submissions/{handed_in.id}/help")
    assert answer.location == f"/submissions/{handed_in.id}#help"


def test_with_nothing_asked_the_lists_say_so(visitor: Visitor) -> None:
    assert "You have not asked anything yet" in visitor("learner").get("/help").text
    assert "Nobody waits" in visitor("lead").get("/help/waiting").text
