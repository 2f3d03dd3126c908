"""Each attempt is recorded exactly once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Submit, report_on
from web.models import State, StoredReport
from web.services.recording import MAX_ATTEMPTS, Recorded, give_up, record
from web.services.tallies import tallies_of


def _count(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(StoredReport))


def test_a_report_makes_its_submission_graded(submit: Submit, session: Session) -> None:
    submission = submit()
    assert record(session, report_on(submission, Verdict.FAILED, 0.5)) is Recorded.FINAL
    session.commit()
    assert submission.state == State.GRADED
    assert submission.graded_at is not None
    assert submission.latest is not None
    assert (submission.latest.verdict, submission.latest.score) == (Verdict.FAILED, 0.5)
    assert submission.latest.report() == report_on(submission, Verdict.FAILED, 0.5).report


def test_a_second_report_on_the_same_attempt_changes_nothing(submit: Submit, session: Session) -> None:
    submission = submit()
    record(session, report_on(submission, Verdict.FAILED, 0.5))
    assert record(session, report_on(submission, Verdict.PASSED, 1.0)) is Recorded.REFUSED
    assert _count(session) == 1
    assert submission.latest is not None
    assert submission.latest.verdict == Verdict.FAILED


@pytest.mark.parametrize(
    "changes",
    [
        {"submission_id": "no-such-submission"},
        {"attempt": 2},
        {"report": {"exercise": "tiny/double"}},
        {"report": {"exercise_digest": "sha256:" + "0" * 64}},
    ],
)
def test_a_report_that_does_not_fit_its_submission_is_refused(
    submit: Submit, session: Session, changes: dict[str, object]
) -> None:
    message = report_on(submit())
    if isinstance(inner := changes.get("report"), dict):
        changes = {"report": message.report.model_copy(update=inner)}
    assert record(session, message.model_copy(update=changes)) is Recorded.REFUSED
    assert _count(session) == 0


def test_a_fault_of_ours_is_tried_again_until_the_third_time(submit: Submit, session: Session) -> None:
    submission = submit()
    for attempt in range(1, MAX_ATTEMPTS):
        assert record(session, report_on(submission, Verdict.GRADER_ERROR, 0)) is Recorded.RETRY
        assert (submission.state, submission.attempt, submission.delivery) == (State.QUEUED, attempt + 1, 0)
    assert record(session, report_on(submission, Verdict.GRADER_ERROR, 0)) is Recorded.FINAL
    assert submission.state == State.GRADED
    assert _count(session) == MAX_ATTEMPTS


def test_a_fault_of_ours_counts_for_nothing(submit: Submit, session: Session) -> None:
    first = submit()
    record(session, report_on(first, Verdict.FAILED, 0.5))
    give_up(session, submit())
    session.commit()
    tally = tallies_of(session, first.user)[first.exercise]
    assert (tally.submissions, tally.best_score, tally.passed) == (2, 0.5, False)


def test_giving_up_says_that_it_does_not_count(submit: Submit, session: Session) -> None:
    submission = submit()
    give_up(session, submission)
    session.commit()
    assert submission.state == State.GRADED
    assert submission.latest is not None
    assert submission.latest.verdict == Verdict.GRADER_ERROR
    assert "does not count" in (submission.latest.report().error or "")


def test_what_is_graded_is_not_given_up(submit: Submit, session: Session) -> None:
    submission = submit()
    record(session, report_on(submission))
    session.commit()
    give_up(session, submission)
    session.commit()
    assert submission.latest is not None
    assert submission.latest.verdict == Verdict.PASSED
