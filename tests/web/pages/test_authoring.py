"""The pages of those who write exercises, as a browser without JavaScript asks for them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import PASSWORD, Submit, report_on
from tests.web.pages.test_pages import Browser, sign_in, token_in
from web.models import Cohort, Purpose, Submission, User
from web.services import accounts, cohorts
from web.services.recording import record

__all__ = ["sign_in"]  # a fixture

PACK = "my-pack"
EXERCISE = "first-steps/exercise.yaml"
Post = Callable[..., Any]


@pytest.fixture
def author(sign_in: Browser) -> FlaskClient:
    """An instructor with a pack from the template."""
    browser: FlaskClient = sign_in("instructor")
    answer = post(browser, "/authoring/new", at="/authoring", pack=PACK)
    assert (answer.status_code, answer.location) == (303, f"/authoring/{PACK}/draft")
    return browser


def post(browser: FlaskClient, address: str, *, at: str, **form: Any) -> Any:
    """Sends a form as it stands on the page *at*, with its hidden fields."""
    page = browser.get(at).text
    hidden = {"csrf_token": token_in(page)}
    if revision := re.search(r'name="revision" value="(\d+)"', page):
        hidden["revision"] = revision[1]
    return browser.post(address, data=hidden | form, content_type="multipart/form-data")


def draft(file: str = "pack.yaml") -> str:
    return f"/authoring/{PACK}/draft?file={file}"


def text_of(browser: FlaskClient, file: str) -> str:
    """The text of a file as the editor shows it."""
    shown = re.search(r"<textarea id=\"text\".*?>\n(.*?)</textarea>", browser.get(draft(file)).text, re.DOTALL)
    assert shown
    return shown[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


def save(browser: FlaskClient, file: str, text: str) -> Any:
    return post(browser, f"/authoring/{PACK}/draft/file", at=draft(file), path=file, text=text)


def publish(browser: FlaskClient, note: str = "First") -> Any:
    return post(browser, f"/authoring/{PACK}/draft/publish", at=draft(), note=note)


def test_a_fault_is_shown_with_its_place_and_keeps_the_pack_from_being_published(author: FlaskClient) -> None:
    good = text_of(author, EXERCISE)
    place = f"{EXERCISE}:{good[: good.index('minutes:')].count(chr(10)) + 1}:1"
    assert save(author, EXERCISE, good.replace("minutes:", "minuts:")).status_code == 303
    page = author.get(draft(EXERCISE)).text
    assert place in page
    assert "did you mean &#39;minutes&#39;" in page
    assert "Mend the faults first" in page
    refused = publish(author)
    assert refused.status_code == 422
    assert place in refused.text


def test_while_somebody_writes_the_faults_of_what_is_not_saved_are_told(author: FlaskClient) -> None:
    form = {"csrf_token": token_in(author.get(draft()).text), "path": EXERCISE, "text": "minuts: 5\n"}
    answer = author.post(f"/authoring/{PACK}/draft/check", data=form)
    faults = json.loads(answer.text)["faults"]
    assert (faults[0]["path"], faults[0]["line"], faults[0]["column"]) == (EXERCISE, 1, 1)
    assert "minuts" not in text_of(author, EXERCISE)


def test_two_who_save_the_same_file_see_both_texts(author: FlaskClient) -> None:
    stale = author.get(draft("pack.yaml")).text
    first = text_of(author, "pack.yaml")
    save(author, "pack.yaml", first + "# theirs\n")
    form = {
        "csrf_token": token_in(stale),
        "revision": re.findall(r'name="revision" value="(\d+)"', stale)[0],
        "path": "pack.yaml",
        "text": first + "# mine\n",
    }
    answer = author.post(f"/authoring/{PACK}/draft/file", data=form)
    assert answer.status_code == 409
    assert "# theirs" in answer.text
    assert "# mine" in answer.text


def test_a_published_version_is_what_learners_see_and_can_be_gone_back_to(author: FlaskClient) -> None:
    assert author.get(f"/exercises/{PACK}/first-steps").status_code == 404
    assert publish(author).location == f"/authoring/{PACK}"
    assert author.get(f"/exercises/{PACK}/first-steps").status_code == 200
    save(author, "first-steps/statement.md", "Something quite new.\n")
    publish(author, "Second")
    assert "Something quite new." in author.get(f"/exercises/{PACK}/first-steps").text
    difference = author.get(f"/authoring/{PACK}/compare?before=1&after=2").text
    assert "Something quite new." in difference
    assert "first-steps/statement.md" in difference
    back = post(author, f"/authoring/{PACK}/roll-back", at=f"/authoring/{PACK}", number="1", note="Too new")
    assert back.status_code == 303
    assert "Something quite new." not in author.get(f"/exercises/{PACK}/first-steps").text
    history = author.get(f"/authoring/{PACK}").text
    assert "Too new" in history
    assert "went back to version 1" in history


def test_files_are_added_renamed_and_removed(author: FlaskClient) -> None:
    at = f"/authoring/{PACK}/draft"
    post(author, f"{at}/files/new", at=draft(), path="first-steps/notes.md")
    assert "notes.md" in author.get(draft()).text
    again = post(author, f"{at}/files/new", at=draft(), path="first-steps/notes.md")
    assert again.status_code == 422
    post(author, f"{at}/files/rename", at=draft(), path="first-steps/notes.md", name="first-steps/words.md")
    assert "words.md" in author.get(draft()).text
    post(author, f"{at}/files/remove", at=draft(), path="first-steps/words.md")
    assert "words.md" not in author.get(draft()).text
    assert post(author, f"{at}/files/new", at=draft(), path="../escape").status_code == 422


def test_an_archive_becomes_a_draft_and_an_odd_one_is_refused_whole(author: FlaskClient) -> None:
    def archive(names: dict[str, str]) -> io.BytesIO:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as file:
            for name, text in names.items():
                file.writestr(name, text)
        data.seek(0)
        return data

    manifest = "id: sent-in\ntitle: Sent in\nlanguages: [en]\nexercises: [one]\n"
    sound = archive({"pack.yaml": manifest, "one/exercise.yaml": "title: One\n"})
    answer = post(author, "/authoring/upload", at="/authoring", archive=(sound, "pack.zip"))
    assert answer.location == "/authoring/sent-in/draft"
    evil = archive({"pack.yaml": manifest, "../../outside.txt": "x"})
    assert post(author, "/authoring/upload", at="/authoring", archive=(evil, "pack.zip")).status_code == 422
    nothing = post(author, "/authoring/upload", at="/authoring")
    assert nothing.status_code == 422
    assert "Choose a ZIP archive first." in nothing.text


def test_the_authors_answers_are_tried_and_count_nowhere(author: FlaskClient, session: Session) -> None:
    answer = post(author, f"/authoring/{PACK}/trials", at=draft(EXERCISE), slug="first-steps")
    batch = author.get(answer.location).text
    for label in ("reference", "starter", "mistake:forgets-the-name"):
        assert label in batch
    trials = list(session.scalars(select(Submission).where(Submission.purpose == Purpose.TRIAL)))
    assert len(trials) == 3
    reference = next(one for one in trials if one.label == "reference")
    record(session, report_on(reference, Verdict.FAILED, 0.0))
    session.commit()
    assert "not as it should be" in author.get(answer.location).text
    assert "reference" not in author.get("/submissions").text


def test_mutants_that_pass_are_shown_as_what_the_tests_accept(author: FlaskClient, session: Session) -> None:
    answer = post(author, f"/authoring/{PACK}/trials/first-steps/mutants", at=draft(EXERCISE))
    mutants = list(session.scalars(select(Submission).where(Submission.batch_id == answer.location.rpartition("/")[2])))
    assert mutants
    for number, mutant in enumerate(mutants):
        record(session, report_on(mutant, Verdict.FAILED if number else Verdict.PASSED, 0.0 if number else 1.0))
    session.commit()
    page = author.get(answer.location).text
    assert "Your tests accept this" in page
    assert f"noticed {len(mutants) - 1} of {len(mutants)} small mistakes" in page


def test_what_is_typed_in_is_run_too(author: FlaskClient, session: Session) -> None:
    form = {"name": "greeting.py", "text": "def greet(name):\n    return 1\n"}
    answer = post(author, f"/authoring/{PACK}/trials/first-steps", at=draft(EXERCISE), **form)
    assert "It is being run" in author.get(answer.location).text
    (trial,) = session.scalars(select(Submission).where(Submission.purpose == Purpose.TRIAL))
    assert trial.contents()["greeting.py"] == form["text"].encode()
    nothing = post(author, f"/authoring/{PACK}/trials/first-steps", at=draft(EXERCISE), name="greeting.py", text=" ")
    assert nothing.status_code == 422


def test_from_a_group_of_wrong_answers_to_a_known_mistake(
    author: FlaskClient, session: Session, submit: Submit, people: dict[str, User], cohort: Cohort
) -> None:
    publish(author)
    learner = author.application.test_client()
    form = {
        "csrf_token": token_in(learner.get("/sign-in").text),
        "email": "learner@school.example",
        "password": PASSWORD,
        "next": "",
    }
    learner.post("/sign-in", data=form)
    at = f"/exercises/{PACK}/first-steps"
    wrong = "def greet(name):\n    return name\n"
    sent = {"csrf_token": token_in(learner.get(at).text), "text-0": wrong}
    assert learner.post(at, data=sent, content_type="multipart/form-data").status_code == 303
    session.commit()  # looks anew
    (made,) = session.scalars(select(Submission).where(Submission.purpose == Purpose.LEARNER))
    record(session, report_on(made, Verdict.FAILED, 0.0))
    session.commit()
    improve = f"/packs/{PACK}/first-steps/improve"
    page = author.get(improve).text
    assert "return name" in page
    group = re.search(r'name="group" value="([^"]+)"', page)
    assert group
    answer = post(author, f"{improve}/mistakes", at=improve, group=group[1], name="only-the-name", **{"say-en": "Hi?"})
    assert answer.location == f"/authoring/{PACK}/draft?file={EXERCISE}"
    text = text_of(author, EXERCISE)
    assert "only-the-name" in text
    assert "Hi?" in text
    assert "No faults" in author.get(draft(EXERCISE)).text


def test_only_those_who_may_write_see_a_draft(author: FlaskClient, session: Session, people: dict[str, User]) -> None:
    publish(author)
    other = accounts.add_user(session, "other@school.example", name="Other", role=people["instructor"].role)
    other.password_hash = people["instructor"].password_hash
    cohorts.add_cohort(session, "Elsewhere")
    session.commit()
    browser = author.application.test_client()
    form = {
        "csrf_token": token_in(browser.get("/sign-in").text),
        "email": "other@school.example",
        "password": PASSWORD,
        "next": "",
    }
    browser.post("/sign-in", data=form)
    assert browser.get(draft()).status_code == 403
    assert browser.get(f"/authoring/{PACK}").status_code == 200
    assert "Open the draft" not in browser.get(f"/authoring/{PACK}").text
    post(author, f"/authoring/{PACK}/authors", at=f"/authoring/{PACK}", email="other@school.example")
    assert browser.get(draft()).status_code == 200


@pytest.mark.parametrize("name", ["learner", "lead"])
@pytest.mark.parametrize("path", ["/authoring", f"/authoring/{PACK}", draft(), "/packs/tiny/add/improve"])
def test_others_have_no_business_here(sign_in: Browser, name: str, path: str) -> None:
    assert sign_in(name).get(path).status_code == 403
