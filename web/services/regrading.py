"""Regrades: after an exercise changed, what learners handed in is graded on its present version, beside what counts.

First everything is graded; then somebody sees how many verdicts would change; only then, if they say so, it counts.
Old reports are never changed: an applied regrade adds a newer one to each submission, and the submission moves to
the new version.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import redis
import structlog
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session, lazyload

from grader.messages import say_counted
from grader.reports import Verdict
from web.db import begin_writing, now
from web.models import ExerciseVersion as Version
from web.models import Purpose, Regrade, RegradeState, State, StoredReport, Submission, User
from web.services.authoring.access import pack_to_edit
from web.services.catalog import Catalog
from web.services.cohorts import looks_after
from web.services.errors import Conflict, Invalid, NotFound
from web.services.exercise_versions import saved_version
from web.services.queueing import GradingQueue, lane_of

log = structlog.get_logger(__name__)

_SAME_SCORE = 1e-6


@dataclass(frozen=True)
class Outdated:
    """What a regrade of an exercise would be about."""

    submissions: int
    learners: int
    to_digest: str


@dataclass(frozen=True)
class Change:
    """One submission that would get another verdict or score."""

    submission_id: str
    learner: User | None
    """Only for those who look after them."""
    before: Verdict
    after: Verdict
    score_before: float
    score_after: float


@dataclass(frozen=True)
class RegradeSummary:
    """How far a regrade is, and what would change if it counted."""

    regrade: Regrade
    total: int
    graded: int
    unchanged: int
    failed: int
    """Could not be graded (our fault): these stay as they are."""
    verdicts: tuple[tuple[Verdict, Verdict, int], ...]
    """Verdict before, after, and how many; those that differ only."""
    scores: int
    """How many keep their verdict and get another score."""
    changes: tuple[Change, ...]

    @property
    def is_ready(self) -> bool:
        """Whether everything is graded, so that it can be applied."""
        return self.graded == self.total

    @property
    def changed_verdicts(self) -> int:
        """How many verdicts would change."""
        return sum(count for _, _, count in self.verdicts)


def outdated(session: Session, catalog: Catalog, exercise_id: str) -> Outdated:
    """How many graded submissions of learners there are on older versions of an exercise. Raises `NotFound`."""
    digest = catalog.bundle(catalog.exercise(exercise_id)).digest
    query = select(func.count(), func.count(func.distinct(Submission.user_id))).where(*_old(exercise_id, digest))
    submissions, learners = session.execute(query).one()
    return Outdated(submissions, learners, digest)


def start_regrade(session: Session, queue: GradingQueue, catalog: Catalog, user: User, exercise_id: str) -> Regrade:
    """Grades every learner's submission on an older version of the exercise once more, behind all others. Commits.

    Raises `NotFound`, `NotAllowed` unless *user* may change the pack, `Conflict` while one is running, `Invalid`
    where there is nothing to grade, or a person grades it.
    """
    exercise = catalog.exercise(exercise_id)
    pack_to_edit(session, user, exercise_id.partition("/")[0])
    if exercise.kind == "text":
        raise Invalid("A person grades this exercise: nothing can grade it again by itself.")
    bundle = catalog.bundle(exercise)
    begin_writing(session)
    if session.scalar(select(Regrade.id).where(Regrade.exercise == exercise_id, *_RUNNING)) is not None:
        raise Conflict("This exercise is being regraded already. Apply or cancel that first.")
    origins = list(session.scalars(select(Submission).where(*_old(exercise_id, bundle.digest)).options(lazyload("*"))))
    if not origins:
        raise Invalid("Everything that was handed in is graded on the present version already.")
    version = saved_version(session, exercise_id, bundle)
    regrade = Regrade(
        id=str(uuid.uuid4()),
        exercise=exercise_id,
        from_digests=sorted({origin.digest for origin in origins}),
        to_digest=version.digest,
        created_by=user.id,
    )
    session.add(regrade)
    copies = [_copy(origin, regrade, user) for origin in origins]
    session.add_all(copies)
    session.commit()
    _put(queue, copies, version)
    return regrade


def regrades_of(session: Session, user: User, exercise_id: str) -> list[Regrade]:
    """The regrades of an exercise, newest first. Raises `NotFound`, `NotAllowed`."""
    pack_to_edit(session, user, exercise_id.partition("/")[0])
    query = select(Regrade).where(Regrade.exercise == exercise_id).order_by(Regrade.created_at.desc(), Regrade.id)
    return list(session.scalars(query))


def regrade_summary(session: Session, user: User, regrade_id: str) -> RegradeSummary:
    """What would change. Raises `NotFound`, `NotAllowed` unless *user* may change the pack."""
    regrade = _regrade(session, user, regrade_id)
    pairs = _pairs(session, regrade_id)
    graded = [(origin, copy) for origin, copy in pairs if copy.state == State.GRADED and copy.latest is not None]
    verdicts: Counter[tuple[Verdict, Verdict]] = Counter()
    unchanged = failed = scores = 0
    changes = []
    known: dict[int, bool] = {}
    for origin, copy in graded:
        before, after = _compared(regrade, origin, copy)
        if before is None or after is None:
            failed += 1
            continue
        same_score = abs(before.score - after.score) < _SAME_SCORE
        if before.verdict == after.verdict and same_score:
            unchanged += 1
            continue
        if before.verdict != after.verdict:
            verdicts[Verdict(before.verdict), Verdict(after.verdict)] += 1
        else:
            scores += 1
        if origin.user_id not in known:
            known[origin.user_id] = looks_after(session, user, origin.user_id)
        changes.append(
            Change(
                submission_id=origin.id,
                learner=origin.user if known[origin.user_id] else None,
                before=Verdict(before.verdict),
                after=Verdict(after.verdict),
                score_before=before.score,
                score_after=after.score,
            )
        )
    table = tuple((before, after, count) for (before, after), count in sorted(verdicts.items()))
    return RegradeSummary(regrade, len(pairs), len(graded), unchanged, failed, table, scores, tuple(changes))


def apply_regrade(session: Session, user: User, regrade_id: str) -> int:
    """Lets the new reports count, all of them or none; returns how many submissions got one. Commits.

    Raises `NotFound`, `NotAllowed`, `Conflict` while something is still being graded, or when it is over.
    """
    _regrade(session, user, regrade_id)
    begin_writing(session)
    taken = session.execute(
        update(Regrade)
        .where(Regrade.id == regrade_id, *_RUNNING)
        .values(state=RegradeState.APPLIED, applied_at=now())
        .returning(Regrade.to_digest)
    ).scalar()
    if taken is None:
        raise Conflict("This regrade is over already.")
    pairs = _pairs(session, regrade_id)
    waiting = sum(copy.state != State.GRADED for _, copy in pairs)
    if waiting:
        session.rollback()
        raise Conflict(
            say_counted(
                "%(count)s submission is still being graded. Apply it when all of them are done.",
                "%(count)s submissions are still being graded. Apply it when all of them are done.",
                waiting,
            )
        )
    applied = sum(_apply(origin, copy) for origin, copy in pairs)
    session.commit()
    return applied


def cancel_regrade(session: Session, user: User, regrade_id: str) -> None:
    """Ends a regrade that does not count yet; nothing of it is kept but that it was. Commits. Raises `Conflict`."""
    _regrade(session, user, regrade_id)
    begin_writing(session)
    ended = session.execute(
        update(Regrade).where(Regrade.id == regrade_id, *_RUNNING).values(state=RegradeState.CANCELLED)
    )
    if not ended.rowcount:  # type: ignore[attr-defined] # an update has one
        raise Conflict("This regrade is over already.")
    copies = (Submission.batch_id == regrade_id, Submission.purpose == Purpose.REGRADE)
    ids = select(Submission.id).where(*copies)
    session.execute(delete(StoredReport).where(StoredReport.submission_id.in_(ids)))
    session.execute(delete(Submission).where(*copies))
    session.commit()


_RUNNING = (Regrade.state == RegradeState.RUNNING,)


def _old(exercise_id: str, digest: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Submission.exercise == exercise_id,
        Submission.purpose == Purpose.LEARNER,
        Submission.state == State.GRADED,
        Submission.digest != digest,
    )


def _copy(origin: Submission, regrade: Regrade, user: User) -> Submission:
    return Submission(
        user_id=user.id,
        purpose=Purpose.REGRADE,
        origin_id=origin.id,
        batch_id=regrade.id,
        exercise=regrade.exercise,
        digest=regrade.to_digest,
        files=origin.files,
        delivery=1,
    )


def _put(queue: GradingQueue, copies: Iterable[Submission], version: Version) -> None:
    for copy in copies:
        try:
            queue.put(copy, version, lane_of(copy))
        except redis.RedisError as error:
            log.warning("saved, and to be queued later", submission=copy.id, error=str(error))
            return


def _regrade(session: Session, user: User, regrade_id: str) -> Regrade:
    regrade = session.get(Regrade, regrade_id, populate_existing=True)
    if regrade is None:
        raise NotFound("There is no such regrade.")
    pack_to_edit(session, user, regrade.exercise.partition("/")[0])
    return regrade


def _pairs(session: Session, regrade_id: str) -> list[tuple[Submission, Submission]]:
    """Each learner's submission with its regrade, in the order in which they were handed in."""
    query = select(Submission).where(Submission.batch_id == regrade_id, Submission.purpose == Purpose.REGRADE)
    copies = {
        copy.origin_id: copy for copy in session.scalars(query.execution_options(populate_existing=True)).unique()
    }
    origins = (
        select(Submission)
        .where(Submission.id.in_(query.with_only_columns(Submission.origin_id)))
        .order_by(Submission.created_at, Submission.id)
        .execution_options(populate_existing=True)
    )
    return [(origin, copies[origin.id]) for origin in session.scalars(origins).unique()]


def _compared(
    regrade: Regrade, origin: Submission, copy: Submission
) -> tuple[StoredReport | None, StoredReport | None]:
    """The reports before and after; None for one that is not there, or that was our fault."""
    after = copy.latest
    before = origin.latest
    if regrade.state == RegradeState.APPLIED:  # what it was when it was applied
        before = next((one for one in reversed(origin.reports) if one.digest != regrade.to_digest), None)
    if after is None or after.verdict == Verdict.GRADER_ERROR:
        return before, None
    return before, after


def _apply(origin: Submission, copy: Submission) -> bool:
    """Adds the new report to its submission. Nothing, where it could not be graded or somebody was faster."""
    new = copy.latest
    if new is None or new.verdict == Verdict.GRADER_ERROR or origin.digest == copy.digest:
        return False
    origin.attempt += 1
    origin.digest = copy.digest
    origin.reports.append(
        StoredReport(attempt=origin.attempt, digest=new.digest, verdict=new.verdict, score=new.score, body=new.body)
    )
    return True
