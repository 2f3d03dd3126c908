"""Submissions: accepting them, and who may see which."""

from __future__ import annotations

import re
from collections.abc import Mapping

import redis
import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.errors import SubmissionRejected
from grader.submissions import checked_files
from web.db import begin_writing
from web.models import ExerciseVersion, Purpose, State, Submission, User
from web.services import turns
from web.services.attempts import attempts_of, check_attempts_left
from web.services.catalog import Catalog, SealedBundle
from web.services.cohorts import looks_after
from web.services.errors import Invalid, NotFound
from web.services.exercise_versions import encoded, saved_version
from web.services.queueing import GradingQueue
from web.services.texts import check_length

log = structlog.get_logger(__name__)

_KEY = re.compile(r"[\x21-\x7e]{1,100}")


def submit(
    session: Session,
    queue: GradingQueue,
    catalog: Catalog,
    user: User,
    exercise_id: str,
    files: Mapping[str, bytes],
    idempotency_key: str | None = None,
) -> Submission:
    """Saves the submission, then queues it. Both are committed when this returns.

    A learner's third submission at a time waits until one of the first two is graded (`turns`). The same key of
    the same user gives the same submission again. Where the queue does not answer, the submission is accepted all
    the same: the reconciler queues it later. What a person grades is never queued. Raises `NotFound` for an
    exercise that is not there for *user*, `Invalid` for files that cannot be graded, `NotAllowed` when no attempt
    is left. Prerequisites guide learners on the pages; a program that hands in for them is not held back.
    """
    if idempotency_key is not None:
        if not _KEY.fullmatch(idempotency_key):
            raise Invalid("An idempotency key has 1 to 100 visible ASCII characters.")
        if (same := _with_key(session, user, idempotency_key)) is not None:
            return same
    exercise = catalog.exercise_for(user, exercise_id)
    try:
        checked = checked_files(files, exercise.files)
    except SubmissionRejected as error:
        raise Invalid(error.message) from error
    if by_hand := exercise.exercise.kind == "text":
        check_length(exercise.exercise, checked)
    submission = Submission(
        user_id=user.id,
        exercise=exercise_id,
        files=encoded(checked),
        idempotency_key=idempotency_key,
        state=State.GRADING if by_hand else State.QUEUED,
    )
    saved, version = _saved(session, user, submission, catalog.bundle(exercise), attempts_of(catalog, exercise_id))
    if version is None or by_hand:
        return saved
    if saved.delivery:
        _queue(queue, saved, version)
    if exercise.exercise.replaces_queued:
        turns.replace_older(session, queue, saved)
        turns.let_in(session, queue, user.id)
    return saved


def submission_for(session: Session, user: User, submission_id: str) -> Submission:
    """The submission with this id. Raises `NotFound` unless *user* made it or looks after who made it.

    A trial or a regrade is seen by its maker alone.
    """
    submission = session.get(Submission, submission_id)
    if submission is not None:
        if submission.user_id == user.id:
            return submission
        if submission.counts and looks_after(session, user, submission.user_id):
            return submission
    raise NotFound("There is no such submission.")


def history(session: Session, user: User, exercise: str | None = None, limit: int = 200) -> list[Submission]:
    """What *user* handed in, newest first; for one exercise where it is named."""
    query = select(Submission).where(Submission.user_id == user.id, Submission.purpose == Purpose.LEARNER)
    if exercise is not None:
        query = query.where(Submission.exercise == exercise)
    return list(session.scalars(query.order_by(Submission.created_at.desc(), Submission.id).limit(limit)))


def newest(session: Session, user: User, exercise_id: str) -> Submission | None:
    """What *user* handed in last for this exercise."""
    return next(iter(history(session, user, exercise_id, limit=1)), None)


def state_of(queue: GradingQueue, submission: Submission) -> State:
    """How far it is. That a worker grades it now is known from its lease; what a person grades is stored so."""
    if submission.state != State.QUEUED:
        return State(submission.state)
    return State.GRADING if queue.is_leased(submission) else State.QUEUED


def _with_key(session: Session, user: User, key: str) -> Submission | None:
    return session.scalar(select(Submission).where(Submission.user_id == user.id, Submission.idempotency_key == key))


def _saved(
    session: Session, user: User, submission: Submission, bundle: SealedBundle, attempts: int | None
) -> tuple[Submission, ExerciseVersion | None]:
    """The submission, committed, and its exercise; None for one that is there already.

    Raises `NotAllowed` when the learner has used up their *attempts*.
    """
    key = submission.idempotency_key
    begin_writing(session)
    if key is not None and (same := _with_key(session, user, key)) is not None:
        return same, None
    try:
        if attempts is not None:
            check_attempts_left(session, user, submission.exercise, attempts)
        version = saved_version(session, submission.exercise, bundle)
        submission.digest = version.digest
        if submission.state == State.QUEUED:
            submission.delivery = turns.first_delivery(session, submission.user_id)
        session.add(submission)
        session.commit()
    except IntegrityError:
        session.rollback()  # the same key came twice at the same moment: the other one counts
        if key is None or (same := _with_key(session, user, key)) is None:
            raise
        return same, None
    return submission, version


def _queue(queue: GradingQueue, submission: Submission, version: ExerciseVersion) -> None:
    try:
        queue.put(submission, version)
    except redis.RedisError as error:
        log.warning("saved, and to be queued later", submission=submission.id, error=str(error))
