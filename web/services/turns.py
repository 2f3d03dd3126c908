"""Whose turn it is: a learner has few jobs in the queue at a time, so that nobody waits for all of another's.

What has to wait is saved with delivery 0. It enters the queue the moment an earlier submission of the same
learner is graded; the reconciler sees to what that moment missed. Trials and regrades have no turns: many at once
wait on the lane behind everybody's.
"""

from __future__ import annotations

import redis
import structlog
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from web.db import begin_writing
from web.models import ExerciseVersion, Purpose, State, Submission
from web.services.queueing import GradingQueue, lane_of
from web.services.recording import RECORDED_CHANNEL, record_replaced

log = structlog.get_logger(__name__)

_HANDED_IN = Submission.purpose == Purpose.LEARNER
AT_ONCE = 2
"""Jobs of one learner in the queue. Two, so that the second is there when the first has been graded."""


def first_delivery(session: Session, user_id: int) -> int:
    """The delivery to save a new submission of this learner with: 1 to queue it now, 0 to hold it.

    Ask within the transaction that saves it.
    """
    return 1 if _room(session, user_id) > 0 else 0


def let_in(session: Session, queue: GradingQueue, user_id: int) -> int:
    """Queues what this learner's held submissions have room for, oldest first; how many. Commits.

    Of trials and regrades everything: those are held only between two attempts at the same one.
    """
    begin_writing(session)
    room = _room(session, user_id)
    held = _unfinished(user_id).where(Submission.delivery == 0).order_by(Submission.created_at)
    entering = [
        *session.scalars(held.where(_HANDED_IN).limit(max(room, 0))),
        *session.scalars(held.where(~_HANDED_IN)),
    ]
    for submission in entering:
        submission.delivery = 1
    session.commit()
    for submission in entering:
        try:
            queue.put(submission, session.get_one(ExerciseVersion, submission.digest), lane_of(submission))
        except redis.RedisError as error:
            log.warning("to be queued later", submission=submission.id, error=str(error))
    return len(entering)


def replace_older(session: Session, queue: GradingQueue, newer: Submission) -> int:
    """Ends the learner's older submissions to the same exercise that no worker has begun; how many. Commits.

    One that a worker takes at this moment is graded all the same.
    """
    older = list(
        session.scalars(
            _unfinished(newer.user_id).where(
                _HANDED_IN, Submission.exercise == newer.exercise, Submission.id != newer.id
            )
        )
    )
    replaced = [one for one in older if _withdrawn(queue, one)]
    for submission in replaced:
        record_replaced(session, submission)
    session.commit()
    for submission in replaced:
        try:
            queue.connection.publish(RECORDED_CHANNEL, submission.id)
        except redis.RedisError as error:
            log.warning("nobody was told", submission=submission.id, error=str(error))
    return len(replaced)


def _withdrawn(queue: GradingQueue, submission: Submission) -> bool:
    try:
        return submission.delivery == 0 or queue.withdraw(submission)
    except redis.RedisError:
        return False  # it may be graded at any moment


def _room(session: Session, user_id: int) -> int:
    queued = select(func.count()).select_from(
        _unfinished(user_id).where(_HANDED_IN, Submission.delivery > 0).subquery()
    )
    return AT_ONCE - (session.scalar(queued) or 0)


def _unfinished(user_id: int) -> Select[Submission]:
    return select(Submission).where(Submission.user_id == user_id, Submission.state == State.QUEUED)
