"""Few jobs of one learner are in the queue at a time."""

from __future__ import annotations

from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from grader.jobs import GradingJob
from tests.web.conftest import Submit, report_on
from web.db import Database
from web.models import State, Submission
from web.reconciler import Reconciler
from web.services import turns
from web.services.queueing import GradingQueue
from web.services.recording import record


def queued(queue: GradingQueue) -> list[str]:
    """Ids of the submissions whose jobs wait, in the order in which workers will take them."""
    jobs = Queue("grade", connection=queue.connection, serializer=JSONSerializer).get_jobs()
    return [GradingJob.model_validate_json(job.args[0]).submission_id for job in jobs]


def _graded(session: Session, queue: GradingQueue, submission: Submission) -> None:
    """A worker took it and reported, and the recorder wrote that down."""
    queue.withdraw(submission)
    record(session, report_on(submission))
    session.commit()


def test_a_third_submission_waits_outside_and_another_learner_passes_it(submit: Submit, grading_queue: GradingQueue):
    first, second, third = submit(), submit(), submit()
    others = submit("second")
    assert queued(grading_queue) == [first.id, second.id, others.id]
    assert (third.state, third.delivery) == (State.QUEUED, 0)


def test_what_waited_enters_when_an_earlier_one_is_graded(
    submit: Submit, session: Session, grading_queue: GradingQueue
):
    first, second, third, fourth = submit(), submit(), submit(), submit()
    _graded(session, grading_queue, first)
    assert turns.let_in(session, grading_queue, first.user_id) == 1
    assert queued(grading_queue) == [second.id, third.id]
    assert turns.let_in(session, grading_queue, first.user_id) == 0
    assert fourth.delivery == 0


def test_the_reconciler_lets_in_what_the_moment_missed(
    submit: Submit, session: Session, database: Database, grading_queue: GradingQueue
):
    first, second, third = submit(), submit(), submit()
    _graded(session, grading_queue, first)
    assert Reconciler(database, grading_queue).look() == 1
    assert queued(grading_queue) == [second.id, third.id]


def test_what_waits_outside_is_not_taken_for_lost(submit: Submit, database: Database, grading_queue: GradingQueue):
    made = [submit() for _ in range(4)]
    reconciler = Reconciler(database, grading_queue)
    assert [reconciler.look() for _ in range(3)] == [0, 0, 0]
    assert queued(grading_queue) == [one.id for one in made[:2]]


def test_all_of_many_are_graded_in_the_end(submit: Submit, session: Session, grading_queue: GradingQueue):
    made = [submit() for _ in range(7)]
    order = []
    while waiting := queued(grading_queue):
        assert len(waiting) <= turns.AT_ONCE
        taken = session.get_one(Submission, waiting[0])
        order.append(taken.id)
        _graded(session, grading_queue, taken)
        turns.let_in(session, grading_queue, taken.user_id)
    assert order == [one.id for one in made]


def test_held_ones_are_saved_when_the_queue_is_away(submit: Submit, session: Session, grading_queue: GradingQueue):
    first, _, third = submit(), submit(), submit()
    _graded(session, grading_queue, first)
    away = GradingQueue("redis://127.0.0.1:1/0")
    assert turns.let_in(session, away, first.user_id) == 1
    assert session.get_one(Submission, third.id).delivery == 1  # the reconciler finds that it is nowhere
