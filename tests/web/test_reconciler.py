"""What is saved and not graded goes back into the queue by itself."""

from __future__ import annotations

import pytest
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from grader.jobs import LEASE_KEY_PREFIX, GradingJob
from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import ADD, GOOD, Submit, report_on
from web.db import Database
from web.models import State, Submission, User
from web.reconciler import MAX_DELIVERIES, Reconciler
from web.services import submissions
from web.services.catalog import Catalog
from web.services.queueing import GradingQueue
from web.services.recording import record


@pytest.fixture
def reconciler(database: Database, grading_queue: GradingQueue) -> Reconciler:
    return Reconciler(database, grading_queue)


def _waiting(queue: GradingQueue) -> list[tuple[str, int]]:
    """Submission and delivery of every job in the queue."""
    jobs = Queue("grade", connection=queue.connection, serializer=JSONSerializer).get_jobs()
    asked = [GradingJob.model_validate_json(job.args[0]) for job in jobs]
    return [(job.submission_id, job.delivery) for job in asked]


def _take(queue: GradingQueue) -> None:
    """A worker takes the next job and dies."""
    assert queue.connection.lpop("rq:queue:grade") is not None


def test_what_waits_is_left_alone(submit: Submit, reconciler: Reconciler, grading_queue: GradingQueue) -> None:
    submission = submit()
    assert [reconciler.look() for _ in range(3)] == [0, 0, 0]
    assert _waiting(grading_queue) == [(submission.id, 1)]


def test_after_redis_lost_everything_all_come_back(
    submit: Submit, reconciler: Reconciler, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    first, second = submit(), submit("second")
    valkey.admin().flushall()
    assert [reconciler.look() for _ in range(2)] == [0, 2]
    assert set(_waiting(grading_queue)) == {(first.id, 2), (second.id, 2)}
    assert reconciler.look() == 0


def test_the_bundle_comes_back_with_the_job(submit: Submit, reconciler: Reconciler, valkey: QueueServer) -> None:
    submission = submit()
    valkey.admin().flushall()
    reconciler.look()
    reconciler.look()
    assert valkey.admin().exists(f"bundle:{submission.digest}") == 1


def test_a_job_whose_worker_died_comes_back(
    submit: Submit, reconciler: Reconciler, grading_queue: GradingQueue
) -> None:
    submission = submit()
    _take(grading_queue)
    reconciler.look()
    reconciler.look()
    assert _waiting(grading_queue) == [(submission.id, 2)]


def test_a_job_that_is_being_graded_is_left_alone(
    submit: Submit, reconciler: Reconciler, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    submission = submit()
    _take(grading_queue)
    valkey.admin().set(f"{LEASE_KEY_PREFIX}{submission.id}-1-1", "1")
    assert [reconciler.look() for _ in range(3)] == [0, 0, 0]


def test_a_report_that_waits_for_the_recorder_is_no_loss(
    submit: Submit, reconciler: Reconciler, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    submission = submit()
    _take(grading_queue)
    valkey.admin().xadd("reports", {"message": report_on(submission).model_dump_json()})
    assert [reconciler.look() for _ in range(3)] == [0, 0, 0]


def test_what_was_handed_in_while_the_queue_was_away_is_queued(
    session: Session,
    catalog: Catalog,
    people: dict[str, User],
    reconciler: Reconciler,
    grading_queue: GradingQueue,
) -> None:
    nowhere = GradingQueue("redis://127.0.0.1:1/0")
    submission = submissions.submit(session, nowhere, catalog, people["learner"], ADD, GOOD)
    reconciler.look()
    reconciler.look()
    assert [one for one, _ in _waiting(grading_queue)] == [submission.id]


def test_an_attempt_to_try_again_is_queued(
    submit: Submit, session: Session, reconciler: Reconciler, grading_queue: GradingQueue
) -> None:
    submission = submit()
    _take(grading_queue)
    record(session, report_on(submission, Verdict.GRADER_ERROR, 0))
    session.commit()
    reconciler.look()
    reconciler.look()
    assert _waiting(grading_queue) == [(submission.id, 1)]


def test_one_that_is_lost_again_and_again_is_given_up(
    submit: Submit, session: Session, reconciler: Reconciler, grading_queue: GradingQueue
) -> None:
    submission = submit()
    for _ in range(MAX_DELIVERIES):
        _take(grading_queue)
        reconciler.look()
        reconciler.look()
    assert _waiting(grading_queue) == []
    session.expire_all()
    found = session.get_one(Submission, submission.id)
    assert found.state == State.GRADED
    assert found.latest is not None
    assert found.latest.verdict == Verdict.GRADER_ERROR
