"""Handing in: saved first, queued second, seen by whom it concerns."""

from __future__ import annotations

import threading

import pytest
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.bundles import Bundle
from grader.jobs import GRADE_FUNCTION, LEASE_KEY_PREFIX, GradingJob, bundle_key
from tests.conftest import QueueServer
from tests.web.conftest import ADD, GOOD, Submit
from web.db import Database
from web.models import Cohort, State, Submission, User
from web.services import submissions
from web.services.catalog import Catalog
from web.services.errors import Invalid, NotFound
from web.services.queueing import GradingQueue


def _jobs(queue: GradingQueue) -> list[Job]:
    return Queue("grade", connection=queue.connection, serializer=JSONSerializer).get_jobs()


def test_a_submission_is_saved_and_queued_for_the_graders(
    submit: Submit, session: Session, grading_queue: GradingQueue
) -> None:
    submission = submit()
    session.expunge_all()
    saved = session.get_one(Submission, submission.id)
    assert saved.state == State.QUEUED
    assert saved.contents() == GOOD
    (job,) = _jobs(grading_queue)
    assert job.func_name == GRADE_FUNCTION
    asked = GradingJob.model_validate_json(job.args[0])
    assert (asked.submission_id, asked.exercise, asked.digest) == (submission.id, ADD, submission.digest)
    assert asked.files == GOOD
    bundle = grading_queue.connection.get(bundle_key(submission.digest))
    assert isinstance(bundle, bytes)
    assert Bundle.from_bytes(bundle, submission.digest).exercise == ADD


def test_the_queue_holds_json_without_any_callback(submit: Submit, grading_queue: GradingQueue) -> None:
    submit()
    (job,) = _jobs(grading_queue)
    stored = grading_queue.connection.hgetall(f"rq:job:{job.id}")
    assert not {name: value for name, value in stored.items() if (b"callback" in name or b"webhook" in name) and value}
    assert GradingJob.model_validate_json(job.args[0]).files == GOOD


def test_the_same_key_gives_the_same_submission(submit: Submit, grading_queue: GradingQueue) -> None:
    first = submit(key="click-1")
    again = submit(key="click-1", files={"sums.py": b"other"})
    assert again.id == first.id
    assert submit(key="click-2").id != first.id
    assert submit("second", key="click-1").id != first.id
    assert len(_jobs(grading_queue)) == 3


def test_the_same_key_at_the_same_moment_makes_one_submission(
    database: Database, grading_queue: GradingQueue, catalog: Catalog, people: dict[str, User]
) -> None:
    ids: list[str] = []

    def click() -> None:
        with database.session() as session:
            user = session.get_one(User, people["learner"].id)
            ids.append(submissions.submit(session, grading_queue, catalog, user, ADD, GOOD, "double-click").id)

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 1


@pytest.mark.parametrize("key", ["", "a key with spaces", "x" * 101, "né"])
def test_a_key_that_cannot_be_kept_is_refused(submit: Submit, key: str) -> None:
    with pytest.raises(Invalid, match="idempotency key"):
        submit(key=key)


def test_without_a_queue_a_submission_is_accepted_and_stays_queued(
    session: Session, catalog: Catalog, people: dict[str, User]
) -> None:
    nowhere = GradingQueue("redis://127.0.0.1:1/0")
    submission = submissions.submit(session, nowhere, catalog, people["learner"], ADD, GOOD)
    session.expunge_all()
    assert session.get_one(Submission, submission.id).state == State.QUEUED
    assert submissions.state_of(nowhere, submission) == State.QUEUED


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "missing"),
        ({"other.py": b""}, "sums.py is missing"),
        ({"sums.py": b"x" * (256 * 1024 + 1)}, "larger than 256 kB"),
        ({"sums.py": b"", "../up.py": b""}, "not allowed"),
        ({"sums.py": b"", "Sums.py": b""}, "too much alike"),
    ],
)
def test_files_that_cannot_be_graded_are_refused_in_words(
    session: Session,
    grading_queue: GradingQueue,
    catalog: Catalog,
    people: dict[str, User],
    files: dict[str, bytes],
    words: str,
) -> None:
    with pytest.raises(Invalid, match=words):
        submissions.submit(session, grading_queue, catalog, people["learner"], ADD, files)
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    assert _jobs(grading_queue) == []


def test_an_unknown_exercise_is_refused(submit: Submit) -> None:
    with pytest.raises(NotFound):
        submit(exercise="tiny/nothing")


def test_a_program_is_not_held_back_by_prerequisites(submit: Submit) -> None:
    submission = submit(exercise="tiny/double", files={"doubling.py": b""})
    assert submission.exercise == "tiny/double"


def test_a_submission_is_seen_by_its_learner_and_those_who_look_after_them(
    submit: Submit, session: Session, people: dict[str, User], cohort: Cohort
) -> None:
    submission = submit()
    for name in ("learner", "lead", "instructor", "admin"):
        assert submissions.submission_for(session, people[name], submission.id) is submission
    for name in ("second", "stranger"):
        with pytest.raises(NotFound):
            submissions.submission_for(session, people[name], submission.id)
    with pytest.raises(NotFound):
        submissions.submission_for(session, people["admin"], "no-such-id")


def test_the_history_is_ones_own_and_begins_with_the_newest(
    submit: Submit, session: Session, people: dict[str, User]
) -> None:
    first, _, last = submit(), submit("second"), submit()
    assert submissions.history(session, people["learner"]) == [last, first]
    assert submissions.history(session, people["learner"], ADD, limit=1) == [last]
    assert submissions.newest(session, people["learner"], ADD) is last
    assert submissions.newest(session, people["learner"], "tiny/double") is None


def test_a_leased_job_shows_as_being_graded(submit: Submit, grading_queue: GradingQueue, valkey: QueueServer) -> None:
    submission = submit()
    assert submissions.state_of(grading_queue, submission) == State.QUEUED
    valkey.admin().set(f"{LEASE_KEY_PREFIX}{submission.id}-1-1", "1")
    assert submissions.state_of(grading_queue, submission) == State.GRADING
