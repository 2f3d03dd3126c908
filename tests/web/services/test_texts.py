"""Texts that a person grades."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from grader.reports import Outcome, Verdict
from tests.conftest import QueueServer
from tests.web.conftest import Publish, Write, report_on
from web.db import Database
from web.models import Cohort, PackVersion, State, Submission, User
from web.reconciler import Reconciler
from web.services import submissions, texts
from web.services.catalog import Catalog
from web.services.errors import Conflict, Invalid, NotFound
from web.services.feedback import report_for
from web.services.queueing import GradingQueue
from web.services.recording import RECORDED_CHANNEL, Recorded, record
from web.services.tallies import tallies_of

LETTER = "mine/letter"
EXERCISE = """\
  - id: letter
    kind: text
    statement: Write to your landlord.
    words: [3, 8]
    criteria:
      - {name: polite, title: {en: "It is polite", fr: "C'est poli"}, points: 2}
      - {name: clear, title: It says what is wrong, points: 4}
"""
Hand = Callable[..., Submission]


@pytest.fixture
def letter(cohort: Cohort, mine: PackVersion, write: Write, publish: Publish) -> PackVersion:
    """A pack with a text in it, and a cohort that does it."""
    write("pack.yaml", f"id: mine\ntitle: Mine\nlanguages: [en, fr]\nexercises:\n{EXERCISE}")
    return publish(note="a letter")


@pytest.fixture
def hand(
    session: Session,
    grading_queue: GradingQueue,
    people: dict[str, User],
    letter: PackVersion,
    published: Callable[[], Catalog],
) -> Hand:
    def hand(text: str = "The heating is cold, please.", user: str = "learner") -> Submission:
        files = {"answer.txt": text.encode()}
        return submissions.submit(session, grading_queue, published(), people[user], LETTER, files)

    return hand


@pytest.fixture
def grade(session: Session, grading_queue: GradingQueue, people: dict[str, User]) -> Callable[..., object]:
    def grade(
        submission: Submission, polite: float = 2, clear: float = 4, user: str = "lead", **more: object
    ) -> object:
        points = {"polite": polite, "clear": clear}
        return texts.grade_text(session, grading_queue, people[user], submission.id, points, **more)  # type: ignore[arg-type]

    return grade


def test_a_text_waits_for_a_person_and_for_no_grader(
    hand: Hand, database: Database, grading_queue: GradingQueue, session: Session
) -> None:
    submission = hand()
    assert submission.state == State.GRADING
    assert submissions.state_of(grading_queue, submission) == State.GRADING
    assert grading_queue.length() == 0
    reconciler = Reconciler(database, grading_queue)
    assert [reconciler.look() for _ in range(4)] == [0, 0, 0, 0]
    assert grading_queue.length() == 0
    assert record(session, report_on(submission)) is Recorded.REFUSED, "no grader has a say in it"


def test_those_who_look_after_its_learner_find_it(hand: Hand, session: Session, people: dict[str, User]) -> None:
    first, second = hand(), hand(user="second")
    for name in ("lead", "instructor", "admin"):
        assert texts.waiting_texts(session, people[name]) == [first, second]
    for name in ("learner", "colleague", "stranger"):
        assert texts.waiting_texts(session, people[name]) == []
        with pytest.raises(NotFound):
            texts.text_to_grade(session, people[name], first.id)
    found = texts.text_to_grade(session, people["lead"], first.id)
    assert found.text == "The heating is cold, please."
    assert [(criterion.name, criterion.points) for criterion in found.criteria] == [("polite", 2), ("clear", 4)]


def test_a_grade_is_an_ordinary_report(
    hand: Hand, grade: Callable[..., object], session: Session, people: dict[str, User]
) -> None:
    submission = hand()
    grade(submission, polite=2, clear=1, comment=" Say what is cold. ")
    assert submission.state == State.GRADED
    assert submission.latest is not None
    assert submission.latest.graded_by == people["lead"].id
    report = report_for(session, submission.latest, "fr")
    assert (report.verdict, report.score, report.comment) == (Verdict.PASSED, 0.5, "Say what is cold.")
    assert [(test.title, test.outcome, test.points, test.max_points) for test in report.tests] == [
        ("C'est poli", Outcome.PASSED, 2, 2),
        ("It says what is wrong", Outcome.FAILED, 1, 4),
    ]
    assert tallies_of(session, people["learner"])[LETTER].passed
    assert texts.waiting_texts(session, people["lead"]) == []


def test_less_than_half_of_the_points_is_not_passed(hand: Hand, grade: Callable[..., object]) -> None:
    submission = hand()
    grade(submission, polite=2, clear=0.5)
    assert submission.latest is not None
    assert submission.latest.verdict == Verdict.FAILED


def test_a_text_is_graded_once_however_many_do_it(
    hand: Hand, session: Session, database: Database, grading_queue: GradingQueue, people: dict[str, User]
) -> None:
    submission = hand()
    outcomes: list[str] = []

    def click(name: str) -> None:
        with database.session() as own:
            user = own.get_one(User, people[name].id)
            try:
                texts.grade_text(own, grading_queue, user, submission.id, {"polite": 1, "clear": 1})
                outcomes.append("graded")
            except Conflict:
                outcomes.append("refused")

    threads = [threading.Thread(target=click, args=(name,)) for name in ("lead", "instructor", "admin", "lead")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["graded", "refused", "refused", "refused"]
    session.expire_all()
    assert len(session.get_one(Submission, submission.id).reports) == 1


def test_a_mistake_in_grading_can_be_put_right_and_is_kept(
    hand: Hand, grade: Callable[..., object], session: Session
) -> None:
    submission = hand()
    with pytest.raises(Conflict, match="not graded yet"):
        grade(submission, again=True)
    grade(submission, 0, 0)
    with pytest.raises(Conflict, match="meanwhile"):
        grade(submission)
    grade(submission, 2, 4, again=True)
    session.expire_all()
    reports = session.get_one(Submission, submission.id).reports
    assert [(stored.attempt, stored.score) for stored in reports] == [(1, 0.0), (2, 1.0)]


def test_waiting_pages_are_told(hand: Hand, grade: Callable[..., object], valkey: QueueServer) -> None:
    submission = hand()
    channel = valkey.admin().pubsub()
    channel.subscribe(RECORDED_CHANNEL)
    grade(submission)
    told = [message["data"] for _ in range(3) if (message := channel.get_message(timeout=1))]
    assert submission.id.encode() in told


def test_a_grade_counts_although_the_queue_is_away(hand: Hand, session: Session, people: dict[str, User]) -> None:
    submission = hand()
    nowhere = GradingQueue("redis://127.0.0.1:1/0")
    texts.grade_text(session, nowhere, people["lead"], submission.id, {"polite": 1, "clear": 1})
    assert submission.state == State.GRADED


@pytest.mark.parametrize(
    "points",
    [{}, {"polite": 1}, {"polite": 1, "clear": 1, "other": 1}, {"polite": 3, "clear": 1}, {"polite": -1, "clear": 1},
     {"polite": float("nan"), "clear": 1}],
)  # fmt: skip
def test_points_that_do_not_fit_are_refused(
    hand: Hand, session: Session, grading_queue: GradingQueue, people: dict[str, User], points: dict[str, float]
) -> None:
    submission = hand()
    with pytest.raises(Invalid):
        texts.grade_text(session, grading_queue, people["lead"], submission.id, points)
    assert submission.state == State.GRADING


@pytest.mark.parametrize("name", ["colleague", "stranger", "learner"])
def test_nobody_else_grades_it(hand: Hand, grade: Callable[..., object], name: str) -> None:
    submission = hand()
    with pytest.raises(NotFound):
        grade(submission, user=name)
    assert submission.state == State.GRADING


@pytest.mark.parametrize(
    ("text", "words"), [("Too short", "needs at least 3"), ("one " * 9, "at most 8"), ("", "0 words")]
)
def test_a_text_has_the_length_that_is_asked_for(hand: Hand, text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        hand(text)
