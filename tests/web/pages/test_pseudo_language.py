"""Every page in a language whose catalogue puts marks around each sentence: what has none is said past the catalogues.

What comes from people and packs has marks of its own here, so that nothing else may be without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from catalogues import files
from catalogues.sources import found
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.rules.interface_texts import LETTERS, Reader
from tests.web.conftest import Publish, Submit, Write, report_on
from tests.web.pages.conftest import token_in
from web.models import Cohort, User
from web.models.pack import StoredPack
from web.permissions import PERMISSIONS, Access
from web.services import accounts, portfolios
from web.services import help as asking
from web.services.authoring import sources
from web.services.recording import record

STANDS_FOR = "nl"
"""The language in whose place the marked catalogue stands."""
OPEN, CLOSE = "⟦", "⟧"
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
OF_THINGS = re.compile(
    r"https?://\S+|bootcamp|Adds two numbers|[\w.-]+@[\w.-]+|\b[\w/-]+\.(?:py|yaml|md|json)\b|Engels|Frans|minuut"
    r"|first-steps|mine|tiny|add|quiz|letter|clamp|echo"
)
"""Names that no catalogue holds: the product, addresses, files, languages and durations (from CLDR), ids."""
PACK = """\
id: mine
title: ⟦Mine⟧
languages: [en, fr]
exercises:
  - id: quiz
    kind: quiz
    title: ⟦A quiz⟧
    statement: ⟦Answer these.⟧
    hints: [⟦Think.⟧]
    questions:
      - name: loop
        ask: "⟦Which?⟧"
        choices: [{text: ⟦one⟧}, {text: ⟦two⟧, right: true}]
      - {name: half, ask: "⟦How much?⟧", type: short, accept: [0.5]}
  - id: letter
    kind: text
    title: ⟦A letter⟧
    statement: ⟦Write to them.⟧
    words: [3, 8]
    criteria: [{name: polite, title: ⟦Polite⟧, describe: ⟦Says please.⟧, points: 2}]
  - id: echo
    kind: stdio
    title: ⟦An echo⟧
    statement: ⟦Write an echo.⟧
    starter: {echo.py: ""}
    reference: {echo.py: "print(input())\\n"}
    cases: [{input: ⟦a⟧, output: ⟦a⟧, title: ⟦One⟧, visible: true}, {input: b, output: b, title: ⟦Two⟧}]
"""
NO_PAGES = {"assets.file", "submissions.events", "lead.download", "authoring.compare", "trials.show", "trials.batch"}
"""Not HTML, or pages that need a grader: the rule on templates looks at those."""


@pytest.fixture(scope="session")
def marked_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    catalog = Catalog(locale=STANDS_FOR)
    for message in found():
        if not message.id:
            continue
        plural = isinstance(message.id, list | tuple)
        marked = tuple(f"{OPEN}{one}{CLOSE}" for one in message.id) if plural else f"{OPEN}{message.id}{CLOSE}"
        catalog.add(message.id, marked)
    target = files.compiled_of(STANDS_FOR, folder)
    target.parent.mkdir(parents=True)
    target.write_bytes(files.compiled_text(catalog))
    return folder


@pytest.fixture
def app(app: Flask, marked_catalogue: Path) -> Flask:
    app.extensions["babel"].translation_directories = [str(marked_catalogue)]
    return app


@pytest.fixture
def marked_data(session: Session, people: dict[str, User], cohort: Cohort, write: Write, publish: Publish) -> None:
    for user in people.values():
        user.name = f"{OPEN}{user.name}{CLOSE}"
        accounts.set_interface(session, user, STANDS_FOR)
    cohort.name = "⟦Autumn⟧"
    session.commit()
    sources.new_pack(session, people["instructor"], "mine")
    write("pack.yaml", PACK)
    publish(note="⟦better⟧")
    write("pack.yaml", f"{PACK}description: ⟦New⟧\n")


@pytest.fixture
def names(
    marked_data: None, session: Session, submit: Submit, people: dict[str, User], cohort: Cohort
) -> dict[str, object]:
    """What stands for the variables of addresses."""
    submission = submit()
    record(session, report_on(submission, Verdict.FAILED, 0.5))
    session.get_one(StoredPack, "tiny").current_version_id = None  # its texts have no marks
    session.commit()
    asking.write(session, people["learner"], submission.id, "⟦Why?⟧", asking.Place())
    portfolios.save(session, people["learner"], portfolios.Wanted("⟦Learner⟧", "⟦Me⟧", "", {}, ()))
    learner = people["learner"].id
    return {"pack": "mine", "submission_id": submission.id, "cohort_id": cohort.id, "learner_id": learner}


def outside_of_the_catalogues(page: str) -> Iterator[str]:
    """Words that are read on *page* and have no marks around them."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    texts = [text for elements, text in reader.texts if not {"code", "pre", "textarea", "time"} & set(elements)]
    for text in [*texts, *(value for _, value in reader.attributes)]:
        plain = text
        while MARKED.search(plain):
            plain = MARKED.sub(" ", plain)
        yield from LETTERS.findall(OF_THINGS.sub(" ", plain))


def _addresses(app: Flask, role: str, values: dict[str, object]) -> Iterator[tuple[str, str]]:
    open_to = {"learner": {Access.SIGNED_IN}, "instructor": {Access.INSTRUCTOR, Access.LEAD}, "admin": {Access.ADMIN}}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and PERMISSIONS[rule.endpoint] in open_to[role]:
                if rule.endpoint in NO_PAGES or not set(rule.arguments) <= set(values):
                    continue
                address = app.url_map.bind("").build(rule.endpoint, {key: values[key] for key in rule.arguments})
                yield rule.endpoint, re.sub(r"^https?://[^/]*", "", address)


@pytest.mark.parametrize("role", ["learner", "instructor", "admin"])
@pytest.mark.parametrize("slug", ["quiz", "letter", "echo"])
def test_every_sentence_of_every_page_is_in_the_catalogues(
    app: Flask, enter: Callable[..., FlaskClient], names: dict[str, object], role: str, slug: str
) -> None:
    browser, values, opened = enter(role), {**names, "slug": slug}, 0
    for endpoint, address in _addresses(app, role, values):
        answer = browser.get(address)
        assert answer.status_code in {200, 302, 303}, f"{endpoint} {address} {answer.status}"
        if answer.status_code == 200 and answer.mimetype == "text/html":
            opened += 1
            assert list(outside_of_the_catalogues(answer.text)) == [], f"{endpoint} {address}"
    assert opened > 0


@pytest.mark.parametrize("address", ["/nothing", "/cohorts", "/submissions?page=x", "/submissions/nothing"])
def test_so_is_what_goes_wrong(marked_data: None, enter: Callable[..., FlaskClient], address: str) -> None:
    answer = enter().get(address)
    assert answer.status_code >= 400
    assert list(outside_of_the_catalogues(answer.text)) == []


def test_so_is_the_door_and_what_it_refuses(app: Flask, client: FlaskClient) -> None:
    headers = {"Accept-Language": STANDS_FOR}
    page = client.get("/sign-in", headers=headers).text
    assert list(outside_of_the_catalogues(page)) == []
    refused = client.post("/sign-in", data={"csrf_token": token_in(page), "email": "a@b.example"}, headers=headers)
    assert list(outside_of_the_catalogues(refused.text)) == []
