"""The reconciler: puts back every submission that is saved, not graded, and no longer in the queue.

The database is the truth; Redis may lose everything, and workers may die at any moment. What a person grades
(state `grading`) was never in the queue and is left alone.
"""

from __future__ import annotations

import threading

import redis
import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import lazyload, load_only

from web.db import Database, begin_writing
from web.models import ExerciseVersion, State, Submission
from web.services.queueing import GradingQueue, lane_of
from web.services.recording import RECORDED_CHANNEL, give_up
from web.services.turns import let_in

log = structlog.get_logger(__name__)

EVERY_SECONDS = 2.0
_KEYS = load_only(Submission.id, Submission.user_id, Submission.attempt, Submission.delivery)
MAX_DELIVERIES = 3
"""A submission whose job was lost so often probably kills workers: it is given up, as our fault."""


class Reconciler:
    """Looks for lost submissions, again and again."""

    def __init__(self, database: Database, queue: GradingQueue) -> None:
        self._database = database
        self._queue = queue
        self._missed: set[tuple[str, int, int]] = set()
        """Deliveries that were nowhere to be seen at the last look."""

    def run(self, stopping: threading.Event) -> None:
        """Looks until it is told to stop."""
        while not stopping.wait(EVERY_SECONDS):
            try:
                self.look()
            except (redis.RedisError, SQLAlchemyError) as error:
                log.warning("cannot look for lost submissions now", error=str(error)[:300])

    def look(self) -> int:
        """Looks once; returns how many submissions were let in, put back or given up.

        What is held back for its learner's other submissions (`turns`) is let in when there is room.
        A delivery counts as lost when it is nowhere in two looks in a row. Raises `redis.RedisError`,
        `SQLAlchemyError`.
        """
        if self._queue.unread_reports():
            return 0  # what looks lost may be graded: its report waits for the recorder
        with self._database.session() as session:
            query = select(Submission).where(Submission.state == State.QUEUED).options(_KEYS, lazyload("*"))
            waiting = list(session.scalars(query))
        in_hand = self._queue.in_hand([one for one in waiting if one.delivery])
        missing = {
            (one.id, one.attempt, one.delivery): one for one in waiting if one.delivery and one.id not in in_hand
        }
        lost = [one for key, one in missing.items() if key in self._missed]
        self._missed = set(missing)
        for submission in lost:
            self._mend(submission.id)
        holding = {one.user_id for one in waiting if not one.delivery}
        return len(lost) + sum(self._let_in(user_id) for user_id in holding)

    def _let_in(self, user_id: int) -> int:
        with self._database.session() as session:
            return let_in(session, self._queue, user_id)

    def _mend(self, submission_id: str) -> None:
        with self._database.session() as session:
            begin_writing(session)
            submission = session.get_one(Submission, submission_id)
            if submission.state != State.QUEUED:
                return
            if given_up := submission.delivery >= MAX_DELIVERIES:
                give_up(session, submission)
                log.error("given up: its job was lost too often", submission=submission_id)
            else:
                submission.delivery += 1
                version = session.get_one(ExerciseVersion, submission.digest)
                self._queue.put(submission, version, lane_of(submission))
                log.warning("put back into the queue", submission=submission_id, delivery=submission.delivery)
        if given_up:
            self._queue.connection.publish(RECORDED_CHANNEL, submission_id)
