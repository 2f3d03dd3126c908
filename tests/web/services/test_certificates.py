"""Certificates: for whom there is one, what stands on it, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Publish, Write, report_on
from web.models import Certificate, Cohort, PackVersion, Submission, User
from web.services import certificates, submissions
from web.services.catalog import Catalog
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.queueing import GradingQueue
from web.services.recording import record
from web.services.texts import grade_text

PassAll = Callable[..., list[Submission]]
Issue = Callable[..., Certificate]


@pytest.fixture
def issue(session: Session, people: dict[str, User], published: Callable[[], Catalog]) -> Issue:
    def issue(user: str = "learner", pack: str = "tiny", name: str = "Amina", language: str = "en") -> Certificate:
        return certificates.issue(
            session, published(), people[user], pack, name=name, language=language, issuer="The school"
        )

    return issue


def test_it_says_what_was_finished(session: Session, issue: Issue, pass_all: PassAll) -> None:
    pass_all("learner", "tiny")
    made = issue(name="  Amina   El-Ali ", language="fr")
    found = certificates.certificate(session, made.id)
    assert (found.name, found.pack_title, found.pack_version, found.language) == (
        "Amina El-Ali",
        "Un tout petit cours",
        "1",
        "fr",
    )
    assert (found.exercise_count, found.minutes, found.issuer, found.withdrawn_at) == (3, 35, "The school", None)
    assert len(found.id) >= 20


def test_while_anything_is_missing_there_is_none(issue: Issue, pass_all: PassAll) -> None:
    pass_all("learner", "tiny", only=["add", "double"])
    with pytest.raises(NotAllowed):
        issue()
    with pytest.raises(NotAllowed):
        issue("second")


def test_where_the_last_submission_counts_it_must_have_passed(
    session: Session, mine: PackVersion, set_key: Callable[[str], None], pass_all: PassAll, issue: Issue
) -> None:
    set_key("grading: {counts: last}")
    (passed,) = pass_all("learner", "mine")
    worse = Submission(user_id=passed.user_id, exercise=passed.exercise, digest=passed.digest, files=passed.files)
    session.add(worse)
    session.flush()
    record(session, report_on(worse, Verdict.FAILED, 0.0))
    session.commit()
    with pytest.raises(NotAllowed):
        issue(pack="mine")


LETTER = """\
id: mine
title: Mine
languages: [en]
exercises:
  - {id: letter, kind: text, statement: Write a letter., criteria: [{name: clear, title: Clear, points: 2}]}
"""


@pytest.fixture
def letter(
    session: Session,
    people: dict[str, User],
    cohort: Cohort,
    mine: PackVersion,
    write: Write,
    publish: Publish,
    published: Callable[[], Catalog],
) -> Submission:
    """The only exercise of a pack, handed in, for a person to grade."""
    write("pack.yaml", LETTER)
    publish(note="a letter")
    queue = GradingQueue("redis://127.0.0.1:1/0")  # texts are not queued
    return submissions.submit(
        session, queue, published(), people["learner"], "mine/letter", {"answer.txt": b"Dear all"}
    )


def test_a_text_counts_once_a_person_has_graded_it(
    session: Session, people: dict[str, User], letter: Submission, grading_queue: GradingQueue, issue: Issue
) -> None:
    with pytest.raises(NotAllowed):
        issue(pack="mine")
    grade_text(session, grading_queue, people["lead"], letter.id, {"clear": 0.0})
    with pytest.raises(NotAllowed):
        issue(pack="mine")
    grade_text(session, grading_queue, people["lead"], letter.id, {"clear": 2.0}, again=True)
    assert issue(pack="mine").pack_title == "Mine"


def test_there_is_one_at_a_time_and_a_new_one_after_it_is_withdrawn(
    session: Session, people: dict[str, User], issue: Issue, pass_all: PassAll
) -> None:
    pass_all("learner", "tiny")
    first = issue(name="Amina")
    with pytest.raises(Conflict):
        issue(name="Somebody else")
    certificates.withdraw(session, people["learner"], first.id)
    second = issue(name="A. El-Ali")
    assert [(one.name, one.withdrawn_at is None) for one in (first, second)] == [("", False), ("A. El-Ali", True)]
    assert certificates.certificate_in_force(session, people["learner"], "tiny") is second


def test_the_database_itself_refuses_a_second_one_in_force(session: Session, issue: Issue, pass_all: PassAll) -> None:
    pass_all("learner", "tiny")
    made = issue()
    columns = {column.key for column in inspect(Certificate).columns} - {"id"}
    values = {name: getattr(made, name) for name in columns}
    session.add(Certificate(**values))
    with pytest.raises(IntegrityError):
        session.flush()


def test_it_stays_as_it_was_when_the_pack_changes(
    session: Session, mine: PackVersion, write: Write, publish: Publish, pass_all: PassAll, issue: Issue
) -> None:
    pass_all("learner", "mine")
    made = issue(pack="mine")
    title = made.pack_title
    write("pack.yaml", "id: mine\ntitle: Another\nversion: '9'\nlanguages: [en]\nexercises: [first-steps]\n")
    publish(note="renamed")
    session.expire_all()
    found = certificates.certificate(session, made.id)
    assert (found.pack_title, found.pack_version) == (title, made.pack_version)
    assert found.pack_title != "Another"


@pytest.mark.parametrize("name", ["second", "lead", "admin"])
def test_nobody_withdraws_what_is_not_theirs(
    session: Session, people: dict[str, User], issue: Issue, pass_all: PassAll, name: str
) -> None:
    pass_all("learner", "tiny")
    made = issue()
    with pytest.raises(NotFound):
        certificates.withdraw(session, people[name], made.id)
    assert certificates.certificate(session, made.id).withdrawn_at is None


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Žofia Đặng-Łukaszewicz", "Žofia Đặng-Łukaszewicz"),
        ("Jose\u0301", "José"),
        ("أمينة محمد", "أمينة محمد"),
        ("علی‌رضا", "علی‌رضا"),
        ("ሰላማዊት ገብረስላሴ", "ሰላማዊት ገብረስላሴ"),
        ("Олена Ґонта", "Олена Ґонта"),
        ("O'Neill – d’Arc", "O'Neill – d’Arc"),
    ],
)
def test_names_are_spelled_as_people_spell_them(name: str, printed: str) -> None:
    assert certificates.checked_name(name) == printed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Write the name"),
        (" \n ", "Write the name"),
        ("x" * 81, "too long"),
        ("Amina\u202egnp", "cannot be seen"),
        ("Amina\0", "cannot be seen"),
        ("Amina\u2066", "cannot be seen"),
        ("王小明", "王 小 明"),
        ("Amina 🎓", "🎓"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_in_words(name: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        certificates.checked_name(name)


def test_a_language_that_the_course_has_not_is_refused(issue: Issue, pass_all: PassAll) -> None:
    pass_all("learner", "tiny")
    with pytest.raises(Invalid):
        issue(language="de")


def test_a_hidden_pack_is_not_there(mine: PackVersion, set_key: Callable[[str], None], issue: Issue) -> None:
    set_key("visibility: instructors")
    with pytest.raises(NotFound):
        issue(pack="mine")
    with pytest.raises(NotFound):
        issue(pack="nothing")


def test_it_goes_with_its_learner(session: Session, people: dict[str, User], issue: Issue, pass_all: PassAll) -> None:
    pass_all("learner", "tiny")
    issue()
    session.execute(delete(User).where(User.id == people["learner"].id))
    assert session.scalar(select(func.count()).select_from(Certificate)) == 0
