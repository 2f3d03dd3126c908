"""The interface in the reader's language: who chooses it, and what follows for the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.reports import Explanation, Verdict
from tests.web.conftest import ADD, Submit, report_on
from tests.web.pages.conftest import token_in
from web.languages import NAMES
from web.models import User
from web.services import accounts
from web.services.recording import record

Enter = Callable[..., FlaskClient]
SIGN_IN = {"en": "Sign in", "fr": "Se connecter", "nl": "Inloggen", "es": "Entrar", "ar": "تسجيل الدخول"}
ADDRESS = f"/exercises/{ADD}"


def _language_of(page: str) -> tuple[str, str]:
    found = re.search(r'<html lang="([^"]+)" dir="([^"]+)"', page)
    assert found
    return found[1], found[2]


def _choose(client: FlaskClient, language: str, back: str = "/sign-in") -> str:
    form = {"csrf_token": token_in(client.get("/sign-in").text), "interface": language, "back": back}
    answer = client.post("/language", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location


@pytest.mark.parametrize("language", NAMES)
def test_the_browsers_language_is_spoken_until_somebody_chooses(client: FlaskClient, language: str) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": f"{language};q=0.9, tlh"}).text
    assert _language_of(page) == (language, "rtl" if language == "ar" else "ltr")
    assert SIGN_IN[language] in page


def test_who_is_not_signed_in_chooses_for_this_browser(client: FlaskClient) -> None:
    assert _choose(client, "ar", "/sign-in?next=/submissions") == "/sign-in?next=/submissions"
    assert _language_of(client.get("/sign-in", headers={"Accept-Language": "fr"}).text) == ("ar", "rtl")


def test_a_choice_leads_to_no_other_site(client: FlaskClient) -> None:
    assert _choose(client, "fr", "//evil.example") == "/"


def test_a_language_that_is_not_there_is_refused(client: FlaskClient) -> None:
    form = {"csrf_token": token_in(client.get("/sign-in").text), "interface": "tlh"}
    assert client.post("/language", data=form).status_code == 422


def test_the_account_keeps_the_interface_apart_from_the_statements(
    enter: Enter, session: Session, people: dict[str, User]
) -> None:
    browser = enter()
    form = {"csrf_token": token_in(browser.get("/account").text), "interface": "fr", "language": "en", "theme": "auto"}
    assert browser.post("/account/reading", data=form).status_code == 303
    page = browser.get("/account", headers={"Accept-Language": "nl"}).text
    assert _language_of(page) == ("fr", "ltr")
    assert "Saved." not in page
    session.refresh(people["learner"])
    assert (people["learner"].interface, people["learner"].language) == ("fr", "en")


def test_the_footers_choice_is_kept_with_the_account(
    enter: Enter, session: Session, people: dict[str, User], client: FlaskClient
) -> None:
    browser = enter()
    form = {"csrf_token": token_in(browser.get("/account").text), "interface": "nl", "back": "/account"}
    assert browser.post("/language", data=form).location == "/account"
    client.delete_cookie("language")
    assert _language_of(browser.get("/").text) == ("nl", "ltr")


def test_an_english_statement_in_an_arabic_page_stays_left_to_right_and_the_page_says_why(
    enter: Enter, session: Session, people: dict[str, User]
) -> None:
    accounts.set_preferences(session, people["learner"], language="ar", theme="auto")
    accounts.set_interface(session, people["learner"], "ar")
    session.commit()
    page = enter().get(ADDRESS).text
    assert _language_of(page) == ("ar", "rtl")
    assert '<div class="prose" lang="en" dir="ltr" ' in page
    assert "الإنجليزية" in page


def test_where_the_statement_is_in_the_wanted_language_nothing_is_said(enter: Enter) -> None:
    assert "text yet. This one is in" not in enter().get(ADDRESS).text


@pytest.mark.parametrize(("language", "score"), [("en", "50%"), ("fr", "50\N{NO-BREAK SPACE}%"), ("nl", "50%")])
def test_a_score_is_written_as_the_language_writes_it(
    enter: Enter, session: Session, submit: Submit, people: dict[str, User], language: str, score: str
) -> None:
    record(session, report_on(submit(), Verdict.FAILED, 0.5))
    accounts.set_interface(session, people["learner"], language)
    session.commit()
    assert score in enter().get("/submissions").text


def test_what_a_grader_explains_is_said_in_the_readers_language(
    enter: Enter, session: Session, submit: Submit, people: dict[str, User]
) -> None:
    message = report_on(submission := submit(), Verdict.ERROR, 0.0)
    explanation = Explanation(code="load_missing", args={"file": "sums.py"})
    report = message.report.model_copy(update={"explanation": explanation, "error": "The file sums.py is missing."})
    record(session, message.model_copy(update={"report": report}))
    accounts.set_interface(session, people["learner"], "fr")
    session.commit()
    page = enter().get(f"/submissions/{submission.id}").text
    assert "Il manque le fichier sums.py" in page
    assert "is missing" not in page


def test_code_in_an_arabic_sentence_is_written_from_the_left(
    enter: Enter, session: Session, submit: Submit, people: dict[str, User]
) -> None:
    message = report_on(submission := submit(), Verdict.ERROR, 0.0)
    explanation = Explanation(code="load_missing", args={"file": "sums.py"})
    report = message.report.model_copy(update={"explanation": explanation, "error": "The file sums.py is missing."})
    record(session, message.model_copy(update={"report": report}))
    accounts.set_interface(session, people["learner"], "ar")
    session.commit()
    assert "الملف \u2066sums.py\u2069 ناقص." in enter().get(f"/submissions/{submission.id}").text


def test_what_a_service_refuses_is_said_in_the_readers_language(enter: Enter) -> None:
    browser = enter()
    page = browser.get("/submissions/nothing", headers={"Accept-Language": "es"}).text
    assert "No existe esa entrega." in page


def test_programs_get_the_language_that_they_ask_for(
    client: FlaskClient, session: Session, people: dict[str, User], token: Callable[[str], dict[str, str]]
) -> None:
    accounts.set_interface(session, people["learner"], "fr")
    session.commit()
    answer = client.get("/api/v1/submissions/nothing", headers=token("learner"))
    assert answer.json
    assert answer.json["detail"] == "There is no such submission."
