"""Recording reports: each attempt of each submission exactly once, and only what fits the submission."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from grader.explanations import sentence
from grader.jobs import ReportMessage
from grader.reports import Explanation, Report, Verdict
from web.db import begin_writing, now
from web.models import State, StoredReport, Submission

RECORDED_CHANNEL = "web:recorded"
"""Pub/sub: the id of a submission whose verdict has just been committed. For waiting pages."""
MAX_ATTEMPTS = 3
"""A verdict that was our fault (`grader_error`) is tried again until it is the third."""


class Recorded(StrEnum):
    """What became of a report."""

    FINAL = "final"
    RETRY = "retry"
    """It was our fault; the submission is to be graded once more."""
    REFUSED = "refused"
    """It fits no submission that waits for it: a copy of one that is recorded, or a forgery."""


def record(session: Session, message: ReportMessage) -> Recorded:
    """Writes the report down, and what follows for its submission. The caller commits."""
    begin_writing(session)
    submission = session.get(Submission, message.submission_id)
    report = message.report
    if (
        submission is None
        or submission.state != State.QUEUED
        or submission.attempt != message.attempt
        or (submission.exercise, submission.digest) != (report.exercise, report.exercise_digest)
    ):
        return Recorded.REFUSED
    return _write(submission, report, again=submission.attempt < MAX_ATTEMPTS)


def record_replaced(session: Session, submission: Submission) -> None:
    """Records that a newer submission took this one's place before it was tested. The caller commits."""
    _write_uncounted(session, submission, "replaced")


def give_up(session: Session, submission: Submission) -> None:
    """Records that the submission cannot be graded. It never counts against its learner. The caller commits."""
    _write_uncounted(session, submission, "given_up")


def _write_uncounted(session: Session, submission: Submission, why: str) -> None:
    """Ends a submission that no grader has graded, with a report that counts for nothing."""
    begin_writing(session)
    session.refresh(submission)
    if submission.state == State.GRADED:
        return
    report = Report(
        exercise=submission.exercise,
        exercise_digest=submission.digest,
        verdict=Verdict.GRADER_ERROR,
        score=0.0,
        error=sentence(why, {}),
        explanation=Explanation(code=why),
    )
    _write(submission, report, again=False)


def _write(submission: Submission, report: Report, *, again: bool) -> Recorded:
    submission.reports.append(
        StoredReport(
            attempt=submission.attempt,
            digest=submission.digest,
            verdict=report.verdict,
            score=report.score,
            body=report.model_dump_json(by_alias=True),
        )
    )
    if report.verdict is Verdict.GRADER_ERROR and again:
        submission.attempt += 1
        submission.delivery = 0
        return Recorded.RETRY
    submission.state = State.GRADED
    submission.graded_at = now()
    return Recorded.FINAL
