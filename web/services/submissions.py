"""Submissions: accepting them, and who may see which."""

from __future__ import annotations

import base64
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
from web.models import ExerciseVersion, State, Submission, User
from web.services import turns
from web.services.catalog import Catalog, SealedBundle
from web.services.cohorts import looks_after
from web.services.errors import Invalid, NotFound
from web.services.queueing import GradingQueue

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
    the same: the reconciler queues it later. Raises `NotFound` for an unknown exercise, `Invalid` for files that
    cannot be graded. Prerequisites guide learners on the pages; a program that hands in for them is not held back.
    """
    if idempotency_key is not None:
        if not _KEY.fullmatch(idempotency_key):
            raise Invalid("An idempotency key has 1 to 100 visible ASCII characters.")
        if (same := _with_key(session, user, idempotency_key)) is not None:
            return same
    exercise = catalog.exercise(exercise_id)
    try:
        checked = checked_files(files, exercise.files)
    except SubmissionRejected as error:
        raise Invalid(str(error)) from error
    submission, version = _saved(session, user, exercise_id, catalog.bundle(exercise), checked, idempotency_key)
    if version is None:
        return submission
    if submission.delivery:
        _queue(queue, submission, version)
    if exercise.exercise.replaces_queued:
        turns.replace_older(session, queue, submission)
        turns.let_in(session, queue, user.id)
    return submission


def submission_for(session: Session, user: User, submission_id: str) -> Submission:
    """The submission with this id. Raises `NotFound` unless *user* made it or looks after who made it."""
    submission = session.get(Submission, submission_id)
    if submission is None or (submission.user_id != user.id and not looks_after(session, user, submission.user_id)):
        raise NotFound("There is no such submission.")
    return submission


def history(session: Session, user: User, exercise: str | None = None, limit: int = 200) -> list[Submission]:
    """What *user* handed in, newest first; for one exercise where it is named."""
    query = select(Submission).where(Submission.user_id == user.id)
    if exercise is not None:
        query = query.where(Submission.exercise == exercise)
    return list(session.scalars(query.order_by(Submission.created_at.desc(), Submission.id).limit(limit)))


def newest(session: Session, user: User, exercise_id: str) -> Submission | None:
    """What *user* handed in last for this exercise."""
    return next(iter(history(session, user, exercise_id, limit=1)), None)


def state_of(queue: GradingQueue, submission: Submission) -> State:
    """How far it is. That a worker grades it now is known from its lease and never stored."""
    if submission.state == State.GRADED:
        return State.GRADED
    return State.GRADING if queue.is_leased(submission) else State.QUEUED


def _with_key(session: Session, user: User, key: str) -> Submission | None:
    return session.scalar(select(Submission).where(Submission.user_id == user.id, Submission.idempotency_key == key))


def _saved(
    session: Session, user: User, exercise_id: str, bundle: SealedBundle, files: Mapping[str, bytes], key: str | None
) -> tuple[Submission, ExerciseVersion | None]:
    """The submission, committed, and its exercise; None for one that is there already."""
    submission = Submission(
        user_id=user.id,
        exercise=exercise_id,
        digest=bundle.digest,
        files={name: base64.b64encode(content).decode() for name, content in files.items()},
        idempotency_key=key,
        attempt=1,
    )
    begin_writing(session)
    try:
        version = session.get(ExerciseVersion, bundle.digest)
        if version is None:
            version = ExerciseVersion(digest=bundle.digest, exercise=exercise_id, bundle=bundle.data)
            session.add(version)
            session.flush()
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
