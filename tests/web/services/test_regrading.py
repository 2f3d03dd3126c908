"""Regrades: seen before they count, counted once, and the old reports kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import pytest
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.jobs import GradingJob, Lane
from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import Publish, Submit, Write, report_on
from web.db import Database
from web.models import Cohort, PackVersion, Purpose, Regrade, RegradeState, Submission, User
from web.reconciler import Reconciler
from web.services import regrading, submissions
from web.services.catalog import Catalog
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.feedback import report_for
from web.services.queueing import GradingQueue
from web.services.recording import record
from web.services.tallies import tallies_of

MINE = "mine/first-steps"
POLITE = {"greeting.py": b'def greet(name):\n    return f"Hello, {name}!"\n'}
SHOUTING = {"greeting.py": b'def greet(name):\n    return f"Hello, {name}!".upper()\n'}
SHOUT = 'from greeting import greet\n\n\ndef test_greets_by_name():\n    assert greet("Grace") == "HELLO, GRACE!"\n'
NO_EXAMPLE = "from greeting import greet\n\n\ndef test_example():\n    assert greet\n"


@pytest.fixture
def hand_in(
    session: Session,
    grading_queue: GradingQueue,
    published: Callable[[], Catalog],
    people: dict[str, User],
    mine: PackVersion,
) -> Callable[..., Submission]:
    def hand_in(
        verdict: Verdict | None, score: float = 1.0, user: str = "learner", files: Mapping[str, bytes] = POLITE
    ) -> Submission:
        made = submissions.submit(session, grading_queue, published(), people[user], MINE, files)
        if verdict is not None:
            record(session, report_on(made, verdict, score))
        session.commit()
        return made

    return hand_in


@pytest.fixture
def change(write: Write, publish: Publish) -> Callable[[], PackVersion]:
    """The author finds that the tests asked for the wrong thing."""

    def change() -> PackVersion:
        write("first-steps/tests/test_greeting.py", SHOUT)
        write("first-steps/examples/test_examples.py", NO_EXAMPLE)
        return publish(note="everybody shouts")

    return change


@pytest.fixture
def start(
    session: Session, grading_queue: GradingQueue, published: Callable[[], Catalog], people: dict[str, User]
) -> Callable[..., Regrade]:
    def start(user: str = "instructor") -> Regrade:
        return regrading.start_regrade(session, grading_queue, published(), people[user], MINE)

    return start


def _copies(session: Session, regrade: Regrade) -> dict[str | None, Submission]:
    query = select(Submission).where(Submission.batch_id == regrade.id)
    return {copy.origin_id: copy for copy in session.scalars(query)}


def _jobs(queue: GradingQueue, lane: Lane) -> list[GradingJob]:
    jobs = Queue(lane, connection=queue.connection, serializer=JSONSerializer).get_jobs()
    return [GradingJob.model_validate_json(job.args[0]) for job in jobs]


def test_the_whole_way_in_the_real_sandbox(
    session: Session,
    people: dict[str, User],
    cohort: Cohort,
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    grade_all: Callable[[], None],
) -> None:
    polite, shouting = hand_in(None), hand_in(None, user="second", files=SHOUTING)
    grade_all()
    old = polite.digest
    assert {name: tallies_of(session, people[name])[MINE].passed for name in ("learner", "second")} == {
        "learner": True,
        "second": False,
    }
    change()
    regrade = start()
    assert (regrade.from_digests, regrade.exercise) == ([old], MINE)
    grade_all()
    summary = regrading.regrade_summary(session, people["instructor"], regrade.id)
    assert (summary.total, summary.graded, summary.is_ready, summary.unchanged) == (2, 2, True, 0)
    assert set(summary.verdicts) == {(Verdict.PASSED, Verdict.FAILED, 1), (Verdict.FAILED, Verdict.PASSED, 1)}
    assert {(one.submission_id, one.learner and one.learner.name) for one in summary.changes} == {
        (polite.id, "Learner"),
        (shouting.id, "Second"),
    }
    assert tallies_of(session, people["learner"])[MINE].passed, "nothing counts before it is applied"
    assert regrading.apply_regrade(session, people["instructor"], regrade.id) == 2
    session.expire_all()
    assert not tallies_of(session, people["learner"])[MINE].passed
    assert tallies_of(session, people["second"])[MINE].passed
    first, second = session.get_one(Submission, polite.id).reports
    assert [(one.attempt, one.digest, one.verdict) for one in (first, second)] == [
        (1, old, "passed"),
        (2, regrade.to_digest, "failed"),
    ]
    assert report_for(session, first, "en").tests[0].title == report_for(session, second, "en").tests[0].title
    assert session.get_one(Submission, polite.id).digest == regrade.to_digest


def test_regrades_wait_behind_what_learners_hand_in(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    grading_queue: GradingQueue,
    session: Session,
) -> None:
    hand_in(Verdict.PASSED)
    change()
    regrade = start()
    (copy,) = _copies(session, regrade).values()
    assert copy.id in {job.submission_id for job in _jobs(grading_queue, Lane.REGRADE)}
    assert copy.id not in {job.submission_id for job in _jobs(grading_queue, Lane.INTERACTIVE)}
    (job,) = _jobs(grading_queue, Lane.REGRADE)
    assert (job.digest, job.files) == (regrade.to_digest, POLITE)


def test_only_what_is_graded_on_an_older_version_is_graded_again(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    published: Callable[[], Catalog],
) -> None:
    old = hand_in(Verdict.PASSED)
    waiting = hand_in(None)
    change()
    new = hand_in(Verdict.PASSED)
    found = regrading.outdated(session, published(), MINE)
    assert (found.submissions, found.learners) == (1, 1)
    assert set(_copies(session, start())) == {old.id}
    assert {waiting.digest == old.digest, new.digest == old.digest} == {True, False}


def test_where_nothing_is_older_there_is_nothing_to_do(
    hand_in: Callable[..., Submission], start: Callable[..., Regrade]
) -> None:
    hand_in(Verdict.PASSED)
    with pytest.raises(Invalid, match="present version already"):
        start()


def test_there_is_one_regrade_at_a_time(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    hand_in(Verdict.PASSED)
    change()
    first = start()
    with pytest.raises(Conflict, match="being regraded already"):
        start()
    regrading.cancel_regrade(session, people["instructor"], first.id)
    assert start().id != first.id
    assert [one.state for one in regrading.regrades_of(session, people["instructor"], MINE)] == [
        RegradeState.RUNNING,
        RegradeState.CANCELLED,
    ]


def test_nothing_is_applied_while_something_is_being_graded(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    first, second = hand_in(Verdict.PASSED), hand_in(Verdict.PASSED, user="second")
    change()
    regrade = start()
    record(session, report_on(_copies(session, regrade)[first.id], Verdict.FAILED, 0))
    session.commit()
    summary = regrading.regrade_summary(session, people["instructor"], regrade.id)
    assert (summary.total, summary.graded, summary.is_ready) == (2, 1, False)
    with pytest.raises(Conflict, match="1 submission is still being graded"):
        regrading.apply_regrade(session, people["instructor"], regrade.id)
    session.expire_all()
    assert session.get_one(Regrade, regrade.id).state == RegradeState.RUNNING
    assert all(len(session.get_one(Submission, one.id).reports) == 1 for one in (first, second))


def test_what_could_not_be_graded_stays_as_it_is(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    origin = hand_in(Verdict.PASSED)
    change()
    regrade = start()
    copy = _copies(session, regrade)[origin.id]
    for _ in range(3):
        record(session, report_on(copy, Verdict.GRADER_ERROR, 0))
        session.commit()
    summary = regrading.regrade_summary(session, people["instructor"], regrade.id)
    assert (summary.failed, summary.changes) == (1, ())
    assert regrading.apply_regrade(session, people["instructor"], regrade.id) == 0
    session.expire_all()
    assert len(session.get_one(Submission, origin.id).reports) == 1


def test_a_score_that_changes_alone_is_told_apart(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    origin, same = hand_in(Verdict.FAILED, 0.25), hand_in(Verdict.FAILED, 0.5, user="second")
    change()
    regrade = start()
    for one in (origin, same):
        record(session, report_on(_copies(session, regrade)[one.id], Verdict.FAILED, 0.5))
    session.commit()
    summary = regrading.regrade_summary(session, people["instructor"], regrade.id)
    assert (summary.scores, summary.unchanged, summary.changed_verdicts) == (1, 1, 0)
    (changed,) = summary.changes
    assert (changed.submission_id, changed.score_before, changed.score_after) == (origin.id, 0.25, 0.5)


def test_names_are_told_to_those_who_look_after_the_learner_only(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    origin = hand_in(Verdict.PASSED, user="stranger")
    change()
    regrade = start()
    record(session, report_on(_copies(session, regrade)[origin.id], Verdict.FAILED, 0))
    session.commit()
    (change_seen,) = regrading.regrade_summary(session, people["instructor"], regrade.id).changes
    assert change_seen.learner is None
    (change_seen,) = regrading.regrade_summary(session, people["admin"], regrade.id).changes
    assert change_seen.learner == people["stranger"]


def test_it_is_applied_once_however_many_ask(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    database: Database,
    people: dict[str, User],
) -> None:
    origin = hand_in(Verdict.PASSED)
    change()
    regrade = start()
    record(session, report_on(_copies(session, regrade)[origin.id], Verdict.FAILED, 0))
    session.commit()
    outcomes: list[int] = []

    def click() -> None:
        with database.session() as own:
            try:
                user = own.get_one(User, people["instructor"].id)
                outcomes.append(regrading.apply_regrade(own, user, regrade.id))
            except Conflict:
                outcomes.append(-1)

    threads = [threading.Thread(target=click) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [-1, -1, -1, -1, 1]
    session.expire_all()
    assert [stored.attempt for stored in session.get_one(Submission, origin.id).reports] == [1, 2]
    with pytest.raises(Conflict, match="over already"):
        regrading.cancel_regrade(session, people["instructor"], regrade.id)
    summary = regrading.regrade_summary(session, people["instructor"], regrade.id)
    assert summary.verdicts == ((Verdict.PASSED, Verdict.FAILED, 1),)


def test_a_cancelled_regrade_leaves_nothing_behind(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
) -> None:
    origin = hand_in(Verdict.PASSED)
    change()
    regrade = start()
    copy = _copies(session, regrade)[origin.id]
    record(session, report_on(copy, Verdict.FAILED, 0))
    session.commit()
    regrading.cancel_regrade(session, people["instructor"], regrade.id)
    assert session.scalar(select(func.count()).where(Submission.purpose == Purpose.REGRADE)) == 0
    session.expire_all()
    assert len(session.get_one(Submission, origin.id).reports) == 1
    with pytest.raises(Conflict):
        regrading.apply_regrade(session, people["instructor"], regrade.id)


def test_a_regrade_goes_on_after_the_queue_lost_everything(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    database: Database,
    grading_queue: GradingQueue,
    valkey: QueueServer,
) -> None:
    hand_in(Verdict.PASSED)
    change()
    regrade = start()
    valkey.admin().flushall()
    reconciler = Reconciler(database, grading_queue)
    assert [reconciler.look() for _ in range(2)] == [0, 1]
    (job,) = _jobs(grading_queue, Lane.REGRADE)
    assert job.submission_id == next(iter(_copies(session, regrade).values())).id


@pytest.mark.parametrize(("user", "error"), [("colleague", NotAllowed), ("lead", NotFound), ("learner", NotFound)])
def test_only_who_may_change_the_pack_may_regrade(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
    user: str,
    error: type[Exception],
) -> None:
    hand_in(Verdict.PASSED)
    change()
    with pytest.raises(error):
        start(user)
    regrade = start()
    for attempt in (regrading.regrade_summary, regrading.apply_regrade, regrading.cancel_regrade):
        with pytest.raises(error):
            attempt(session, people[user], regrade.id)
    with pytest.raises(NotFound):
        regrading.regrade_summary(session, people["admin"], "no-such-regrade")


def test_a_copy_is_seen_by_its_maker_alone(
    hand_in: Callable[..., Submission],
    change: Callable[[], PackVersion],
    start: Callable[..., Regrade],
    session: Session,
    people: dict[str, User],
    submit: Submit,
) -> None:
    hand_in(Verdict.PASSED)
    change()
    (copy,) = _copies(session, start()).values()
    assert submissions.submission_for(session, people["instructor"], copy.id) is copy
    for name in ("learner", "lead", "admin"):
        with pytest.raises(NotFound):
            submissions.submission_for(session, people[name], copy.id)
    assert submissions.history(session, people["instructor"]) == []
