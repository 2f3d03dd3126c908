"""What learners did on exercises so far. Trials and regrades count for nothing, and neither does a verdict of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from grader.model import GradingPolicy
from grader.reports import Verdict
from web.models import Purpose, State, StoredReport, Submission, User


@dataclass(frozen=True)
class Tally:
    """What a learner did on one exercise."""

    submissions: int
    best_score: float | None
    passed: bool
    """Whether any submission passed. What was opened by it stays open, however later ones end."""
    last_score: float | None = None
    last_passed: bool = False

    def score(self, policy: GradingPolicy) -> float | None:
        """The grade, between 0 and 1; None while nothing is graded."""
        return self.last_score if policy.counts == "last" else self.best_score

    def is_passed(self, policy: GradingPolicy) -> bool:
        """Whether the submission that counts passed."""
        return self.last_passed if policy.counts == "last" else self.passed


NOTHING = Tally(0, None, passed=False)


def tallies_of(session: Session, user: User) -> dict[str, Tally]:
    """Exercise → what *user* did on it."""
    return {exercise: tally for (_, exercise), tally in tallies_of_many(session, [user.id]).items()}


def tallies_of_many(session: Session, user_ids: Sequence[int]) -> dict[tuple[int, str], Tally]:
    """User's id and exercise → what they did on it, in two queries.

    Of a submission that was graded more than once, the newest report counts.
    """
    newest = and_(
        StoredReport.submission_id == Submission.id,
        StoredReport.attempt == Submission.attempt,
        StoredReport.verdict != Verdict.GRADER_ERROR,
    )
    theirs = and_(Submission.user_id.in_(user_ids), Submission.purpose == Purpose.LEARNER)
    whole = (
        select(
            Submission.user_id,
            Submission.exercise,
            func.count(),
            func.max(StoredReport.score),
            func.count().filter(StoredReport.verdict == Verdict.PASSED),
        )
        .outerjoin(StoredReport, newest)
        .where(theirs)
        .group_by(Submission.user_id, Submission.exercise)
    )
    place = func.row_number().over(
        partition_by=(Submission.user_id, Submission.exercise),
        order_by=(Submission.created_at.desc(), Submission.id.desc()),
    )
    ranked = (
        select(Submission.user_id, Submission.exercise, StoredReport.score, StoredReport.verdict, place.label("place"))
        .join(StoredReport, newest)
        .where(theirs)
        .subquery()
    )
    last = {
        (user_id, exercise): (score, verdict)
        for user_id, exercise, score, verdict, _ in session.execute(select(ranked).where(ranked.c.place == 1))
    }
    found = {}
    for user_id, exercise, count, best, passed in session.execute(whole):
        score, verdict = last.get((user_id, exercise), (None, None))
        found[user_id, exercise] = Tally(count, best, bool(passed), score, verdict == Verdict.PASSED)
    return found


def attempts_used(session: Session, user: User, exercise_id: str) -> int:
    """How many attempts *user* has used up: all that is graded or still waits, but no verdict of ours."""
    ours = (
        select(StoredReport.submission_id)
        .where(
            StoredReport.submission_id == Submission.id,
            StoredReport.attempt == Submission.attempt,
            StoredReport.verdict == Verdict.GRADER_ERROR,
            Submission.state == State.GRADED,
        )
        .exists()
    )
    query = select(func.count()).where(
        Submission.user_id == user.id,
        Submission.exercise == exercise_id,
        Submission.purpose == Purpose.LEARNER,
        ~ours,
    )
    return session.scalar(query) or 0
