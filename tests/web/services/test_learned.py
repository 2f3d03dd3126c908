"""What somebody has learned: counted by skill and by course."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Publish, Submit, Write, report_on
from web.models import Cohort, PackVersion, User
from web.services.catalog import Catalog
from web.services.learned import learned, plain
from web.services.recording import record

TAGGED = """\
id: mine
title: Mine
languages: [en]
exercises:
  - {id: one, kind: stdio, tags: [writing, e-mail], statement: An echo., starter: {a.py: ""},
     reference: {a.py: "print(input())\\n"}, cases: [{input: x, output: x}]}
  - {id: two, kind: stdio, tags: [writing], statement: An echo., starter: {a.py: ""},
     reference: {a.py: "print(input())\\n"}, cases: [{input: x, output: x}]}
"""


@pytest.fixture
def tagged(cohort: Cohort, mine: PackVersion, write: Write, publish: Publish) -> PackVersion:
    write("pack.yaml", TAGGED)
    return publish(note="tags")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("loops", "Loops"),
        ("two-pointers", "Two pointers"),
        ("e-mail", "E-mail"),
        ("f-strings", "F-strings"),
        ("top-k", "Top-K"),
        ("cv", "CV"),
        ("https", "HTTPS"),
        ("two-factor", "Two factor"),
        ("python3", "Python3"),
    ],
)
def test_a_tag_is_said_as_a_person_would_write_it(tag: str, words: str) -> None:
    assert plain(tag) == words


def test_skills_count_what_is_passed_of_what_there_is(
    session: Session,
    people: dict[str, User],
    tagged: PackVersion,
    published: Callable[[], Catalog],
    pass_all: Callable[..., None],
) -> None:
    pass_all("learner", "mine", only=["one"])
    found = learned(session, published(), people["learner"])
    assert [(one.title, one.passed, one.available) for one in found.skills] == [("E-mail", 1, 1), ("Writing", 1, 2)]
    assert [(one.id, one.passed, len(one.steps)) for one in found.courses] == [("mine", 1, 2), ("tiny", 0, 3)]
    other = learned(session, published(), people["second"])
    assert [(one.passed, one.available) for one in other.skills] == [(0, 1), (0, 2)]


def test_what_did_not_pass_counts_for_nothing(
    session: Session, people: dict[str, User], submit: Submit, catalog: Catalog
) -> None:
    record(session, report_on(submit(), Verdict.FAILED, 0.9))
    session.commit()
    assert [one.passed for one in learned(session, catalog, people["learner"]).courses] == [0]


def test_a_course_off_the_map_is_counted_once_it_is_begun(
    session: Session,
    people: dict[str, User],
    tagged: PackVersion,
    write: Write,
    publish: Publish,
    published: Callable[[], Catalog],
    pass_all: Callable[..., None],
) -> None:
    write("pack.yaml", TAGGED + "visibility: unlisted\n")
    publish(note="unlisted")
    assert [one.id for one in learned(session, published(), people["learner"]).courses] == ["tiny"]
    pass_all("learner", "mine", only=["two"])
    assert [one.id for one in learned(session, published(), people["learner"]).courses] == ["mine", "tiny"]
    write("pack.yaml", TAGGED + "visibility: instructors\n")
    publish(note="hidden")
    assert [one.id for one in learned(session, published(), people["learner"]).courses] == ["tiny"]
