"""Saves what a learner works on, so that two windows or devices never overwrite each other silently.

Whoever saves says which revision they began from. Where another one was saved since, nothing is replaced: both
are shown, the learner chooses, and the one not chosen is kept. Every function here takes the learner whose own
drafts it reads or writes; nobody has a way to anybody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from grader.errors import SubmissionRejected
from grader.packs.reader import LoadedExercise
from grader.submissions import checked_files
from web.db import begin_writing, now
from web.models import KeptDraft, LearnerDraft, Submission, User
from web.services.errors import Invalid, NotFound, TooOften
from web.services.exercise_versions import encoded

KEPT = 20
"""Drafts that were replaced, for one learner and exercise; older ones go."""
BURST = 60
"""Saves a minute for one learner and exercise. The page saves every few seconds at most."""
_BURST_TIME = timedelta(minutes=1)


@dataclass(frozen=True)
class Work:
    """What is to be saved, and what it builds on."""

    files: Mapping[str, bytes]
    base_id: str = ""
    """The submission that stood in the editor at the beginning."""
    revision: int = 0
    """The draft that the window knew of; 0 for none."""


@dataclass(frozen=True)
class Saved:
    """What came of saving. Where `diverged`, nothing was replaced, and the draft is the other one."""

    draft: LearnerDraft
    diverged: bool


def draft_of(session: Session, user: User, exercise_id: str) -> LearnerDraft | None:
    """What *user* saved last for this exercise; its files may be empty."""
    return session.get(LearnerDraft, (user.id, exercise_id))


def save(session: Session, user: User, exercise: LoadedExercise, work: Work, *, keep_other: bool = False) -> Saved:
    """Puts *work* in the place of the draft, unless that was changed since `work.revision`.

    With *keep_other* the replaced one is kept. Raises `Invalid` for files that could not be handed in either,
    `TooOften`.
    """
    files = _checked(exercise, work.files)
    draft = _locked(session, user, exercise.id)
    _count(draft)
    if files == draft.files:
        return Saved(draft, diverged=False)
    if draft.revision != work.revision:
        return Saved(draft, diverged=True)
    if keep_other and draft.files:
        _keep(session, user, exercise.id, draft.files)
    draft.files, draft.base_id = files, work.base_id[:36]
    draft.revision += 1
    draft.saved_at = now()
    session.flush()
    return Saved(draft, diverged=False)


def put_away(session: Session, user: User, exercise: LoadedExercise, files: Mapping[str, bytes]) -> LearnerDraft:
    """Keeps *files*, which were not chosen, beside the draft; the draft stays as it is."""
    checked = _checked(exercise, files)
    draft = _locked(session, user, exercise.id)
    _count(draft)
    if checked != draft.files:
        _keep(session, user, exercise.id, checked)
    return draft


def handed_in(session: Session, user: User, submission: Submission, revision: int) -> int:
    """There is nothing any more that is not handed in. Returns the revision to go on from.

    A draft that the window with *revision* did not know of is kept: another window or device saved it. The same
    submission once more, whose answer was lost on the way, changes nothing: work may have begun on it since.
    """
    draft = _locked(session, user, submission.exercise)
    if draft.base_id == submission.id:
        return draft.revision
    if draft.files and draft.revision != revision and draft.files != submission.files:
        _keep(session, user, submission.exercise, draft.files)
    draft.files, draft.base_id = {}, submission.id
    draft.revision += 1
    draft.saved_at = now()
    session.flush()
    return draft.revision


def kept_drafts(session: Session, user: User, exercise_id: str) -> list[KeptDraft]:
    """*user*'s replaced drafts of this exercise, newest first."""
    query = select(KeptDraft).where(KeptDraft.user_id == user.id, KeptDraft.exercise == exercise_id)
    return list(session.scalars(query.order_by(KeptDraft.kept_at.desc(), KeptDraft.id)))


def kept_draft(session: Session, user: User, exercise_id: str, draft_id: str) -> KeptDraft:
    """One of *user*'s replaced drafts. Raises `NotFound`."""
    found = session.get(KeptDraft, draft_id)
    if found is None or found.user_id != user.id or found.exercise != exercise_id:
        raise NotFound("There is no such draft.")
    return found


def _checked(exercise: LoadedExercise, files: Mapping[str, bytes]) -> dict[str, str]:
    try:
        return encoded(checked_files(files, exercise.files))
    except SubmissionRejected as error:
        raise Invalid(error.message) from error


def _locked(session: Session, user: User, exercise_id: str) -> LearnerDraft:
    """The row, made where it is not there yet, for this transaction alone."""
    begin_writing(session)
    session.execute(select(User.id).where(User.id == user.id).with_for_update())  # two windows may make the first one
    query = select(LearnerDraft).where(LearnerDraft.user_id == user.id, LearnerDraft.exercise == exercise_id)
    draft = session.scalar(query.execution_options(populate_existing=True))
    if draft is None:
        moment = now()
        draft = LearnerDraft(user_id=user.id, exercise=exercise_id, files={}, base_id="", revision=0, saved_at=moment)
        draft.burst_began, draft.burst = moment, 0
        session.add(draft)
        session.flush()
    return draft


def _count(draft: LearnerDraft) -> None:
    moment: datetime = now()
    if moment - draft.burst_began > _BURST_TIME:
        draft.burst_began, draft.burst = moment, 0
    if draft.burst >= BURST:
        raise TooOften("This was saved very often in the last minute. Your work is kept in this browser; go on.")
    draft.burst += 1


def _keep(session: Session, user: User, exercise_id: str, files: dict[str, str]) -> None:
    before = kept_drafts(session, user, exercise_id)
    if before and before[0].files == files:
        return
    session.add(KeptDraft(user_id=user.id, exercise=exercise_id, files=files))
    too_old = [draft.id for draft in before[KEPT - 1 :]]
    session.execute(delete(KeptDraft).where(KeptDraft.id.in_(too_old)))
    session.flush()
