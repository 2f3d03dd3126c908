"""Texts that a person grades, criterion by criterion. No grader ever sees them; the report is an ordinary one.

A criterion is `passed` with at least half of its points, and so is the whole text: half is what counts as done
everywhere in this module, and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import redis
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.bundles import Bundle
from grader.errors import BundleMismatch
from grader.messages import say_counted
from grader.model import Criterion, Exercise, pick
from grader.reports import MAX_TEXT, Outcome, Report, Show, TestResult, Verdict
from web.db import begin_writing, now
from web.models import ExerciseVersion, Purpose, State, StoredReport, Submission, User
from web.services.cohorts import looks_after
from web.services.errors import Conflict, Invalid, NotFound
from web.services.queueing import GradingQueue
from web.services.recording import RECORDED_CHANNEL

log = structlog.get_logger(__name__)

ENOUGH = 0.5
"""The share of the points with which a criterion, and the whole text, is passed."""
_MAX_TITLE = 300


@dataclass(frozen=True)
class TextToGrade:
    """A text with what it is graded by."""

    submission: Submission
    text: str
    criteria: tuple[Criterion, ...]
    language: str
    """The first language of the criteria's texts."""
    earlier: StoredReport | None
    """The report of the last time, where it was graded already."""


def check_length(exercise: Exercise, files: Mapping[str, bytes]) -> None:
    """Raises `Invalid` when a text has too few or too many words, or is none."""
    try:
        words = sum(len(content.decode("utf-8").split()) for content in files.values())
    except UnicodeDecodeError:
        raise Invalid("Your answer is not text. Save it as plain text (UTF-8).") from None
    least, most = exercise.words or (1, math.inf)
    if words < least:
        raise Invalid(
            say_counted(
                "Your text has %(count)s word; it needs at least %(least)s.",
                "Your text has %(count)s words; it needs at least %(least)s.",
                words,
                least=least,
            )
        )
    if words > most:
        raise Invalid(
            say_counted(
                "Your text has %(count)s word; at most %(most)s are allowed.",
                "Your text has %(count)s words; at most %(most)s are allowed.",
                words,
                most=most,
            )
        )


def waiting_texts(session: Session, user: User) -> list[Submission]:
    """The texts that wait for somebody who looks after their learners, oldest first: those of *user*'s learners."""
    query = (
        select(Submission)
        .where(Submission.state == State.GRADING, Submission.purpose == Purpose.LEARNER)
        .order_by(Submission.created_at, Submission.id)
    )
    found = list(session.scalars(query))
    learners = {one.user_id for one in found}
    theirs = {learner for learner in learners if looks_after(session, user, learner)}
    return [one for one in found if one.user_id in theirs]


def text_to_grade(session: Session, user: User, submission_id: str) -> TextToGrade:
    """The text with its criteria. Raises `NotFound` unless *user* looks after its learner, and it is such a text."""
    submission = session.get(Submission, submission_id)
    if submission is None or not submission.counts or not looks_after(session, user, submission.user_id):
        raise NotFound("There is no such text.")
    bundle = _bundle(session, submission)
    if bundle.kind != "text":
        raise NotFound("There is no such text.")
    text = "\n".join(content.decode("utf-8", "replace") for content in submission.contents().values())
    return TextToGrade(submission, text, tuple(bundle.criteria), bundle.language, submission.latest)


def grade_text(
    session: Session,
    queue: GradingQueue,
    user: User,
    submission_id: str,
    points: Mapping[str, float],
    comment: str = "",
    *,
    again: bool = False,
) -> StoredReport:
    """Records what *user* gives each criterion, commits it, and tells waiting pages.

    A text is graded once; *again* puts right what was graded before, and keeps the earlier report. Raises
    `NotFound`, `Invalid` for points that do not fit the criteria, `Conflict` when somebody else was faster.
    """
    found = text_to_grade(session, user, submission_id)
    report = _report(found, points, comment.strip())
    begin_writing(session)
    submission = session.get_one(Submission, submission_id, with_for_update={"of": Submission}, populate_existing=True)
    if (submission.state == State.GRADED) != again:
        if again:
            raise Conflict("This text is not graded yet.")
        raise Conflict("Somebody has graded this text meanwhile.")
    submission.attempt += again
    stored = StoredReport(
        attempt=submission.attempt,
        digest=submission.digest,
        verdict=report.verdict,
        score=report.score,
        body=report.model_dump_json(by_alias=True),
        graded_by=user.id,
    )
    submission.reports.append(stored)
    submission.state = State.GRADED
    submission.graded_at = now()
    session.commit()
    try:
        queue.connection.publish(RECORDED_CHANNEL, submission.id)
    except redis.RedisError as error:
        log.warning("waiting pages are not told", submission=submission.id, error=str(error))
    return stored


def _report(found: TextToGrade, points: Mapping[str, float], comment: str) -> Report:
    names = [criterion.name for criterion in found.criteria]
    if set(points) != set(names):
        raise Invalid("Points are needed for each of: %(names)s.", names=", ".join(names))
    if len(comment) > MAX_TEXT:
        raise Invalid("The comment is too long: %(most)s characters at most.", most=MAX_TEXT)
    tests = [_result(criterion, points[criterion.name], found.language) for criterion in found.criteria]
    most = sum(test.max_points for test in tests)
    score = sum(test.points for test in tests) / most if most else 0.0
    return Report(
        exercise=found.submission.exercise,
        exercise_digest=found.submission.digest,
        verdict=Verdict.PASSED if score >= ENOUGH else Verdict.FAILED,
        score=score,
        tests=tests,
        comment=comment,
    )


def _result(criterion: Criterion, points: float, language: str) -> TestResult:
    if not 0 <= points <= criterion.points:
        raise Invalid("%(name)s: give 0 to %(points)s points.", name=criterion.name, points=f"{criterion.points:g}")
    return TestResult(
        name=criterion.name,
        title=pick(criterion.title, language)[:_MAX_TITLE],
        outcome=Outcome.PASSED if points >= ENOUGH * criterion.points else Outcome.FAILED,
        points=points,
        max_points=criterion.points,
        show=Show.DETAILS,
    )


def _bundle(session: Session, submission: Submission) -> Bundle:
    version = session.get_one(ExerciseVersion, submission.digest)
    try:
        return Bundle.from_bytes(version.bundle, version.digest)
    except BundleMismatch as error:
        raise NotFound("This text was handed in for a version that cannot be read any more.") from error
