"""Trials: an author runs an answer against the draft, or against a version, in the real sandbox.

A trial is a submission that counts nowhere and that its maker alone sees. It waits in the ordinary queue: a single
one among those of learners, many at once behind them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

import redis
import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from grader.errors import SubmissionRejected
from grader.packs.mutants import Mutant, mutants_of
from grader.packs.reader import LoadedExercise, LoadedPack
from grader.reports import Report
from grader.submissions import checked_files
from web.db import begin_writing, now
from web.models import ExerciseVersion as Version
from web.models import Purpose, Regrade, State, StoredReport, Submission, User
from web.services.authoring.drafts import read_draft
from web.services.authoring.versions import read_version
from web.services.catalog import sealed
from web.services.errors import Conflict, Invalid, NotFound
from web.services.exercise_versions import encoded, saved_version
from web.services.queueing import GradingQueue, lane_of

log = structlog.get_logger(__name__)

REFERENCE, STARTER, MISTAKE, MUTANT = "reference", "starter", "mistake:", "mutant:"
MUTANTS_AT_ONCE = 40
"""Mutants of a reference that are run in one go: enough to see how good tests are."""
MAX_WAITING = 200
"""Trials of one author that may wait at once."""
_KEPT = timedelta(days=7)
"""How long a trial is kept; older ones go when their maker starts another."""


def answers_of(exercise: LoadedExercise) -> dict[str, dict[str, bytes]]:
    """The answers that the author wrote, by name: `REFERENCE`, `STARTER`, and `MISTAKE` with the mistake's name."""
    found = {REFERENCE: exercise.reference, STARTER: exercise.starter}
    found |= {MISTAKE + name: mistake.files for name, mistake in exercise.mistakes.items()}
    return {name: files for name, files in found.items() if files}


def start_trial(
    session: Session,
    queue: GradingQueue,
    user: User,
    pack_id: str,
    slug: str,
    answer: str | Mapping[str, bytes],
    *,
    number: int | None = None,
) -> Submission:
    """Runs one answer: the name of one of the author's, or files. Against the draft, or version *number*. Commits.

    Raises `NotFound`, `NotAllowed`, `FaultyDraft`, and `Invalid` for files that cannot be handed in.
    """
    exercise = _exercise(_pack(session, user, pack_id, number), slug)
    answers = {answer: _answer(exercise, answer)} if isinstance(answer, str) else {"": answer}
    (submission,) = _started(session, queue, user, exercise, answers, batch_id=None)
    return submission


def start_all(
    session: Session,
    queue: GradingQueue,
    user: User,
    pack_id: str,
    slugs: Sequence[str] = (),
    *,
    number: int | None = None,
) -> str:
    """Runs every answer that the author wrote, of these exercises or of all that a grader can run; returns the batch.

    Commits. An answer that cannot be handed in (a starter without a file) is left out. Raises as `start_trial` does.
    """
    pack = _pack(session, user, pack_id, number)
    chosen = [_exercise(pack, slug) for slug in slugs] or [
        exercise for exercise in pack.exercises.values() if exercise.kind != "text"
    ]
    batch_id = str(uuid.uuid4())
    for exercise in chosen:
        fit = {name: files for name, files in answers_of(exercise).items() if _can_be_handed_in(exercise, files)}
        _started(session, queue, user, exercise, fit, batch_id)
    return batch_id


def start_mutants(session: Session, queue: GradingQueue, user: User, pack_id: str, slug: str) -> str:
    """Runs mutants of the draft's reference, behind all others; returns the batch. Commits.

    A mutant that passes shows what the hidden tests accept. Raises as `start_trial` does, and `Invalid` for an
    exercise of which there are none.
    """
    exercise = _exercise(_pack(session, user, pack_id, None), slug)
    answers = {MUTANT + one.id: {**exercise.reference, one.file: one.source} for one in mutants_to_try(exercise)}
    if not answers:
        raise Invalid("No mistake can be put into this reference: there is no Python in it that could be changed.")
    batch_id = str(uuid.uuid4())
    _started(session, queue, user, exercise, answers, batch_id)
    return batch_id


def mutants_to_try(exercise: LoadedExercise) -> list[Mutant]:
    """The mutants of an exercise's reference, without those that its author says are equivalent."""
    equivalent = set(exercise.exercise.equivalent)
    found = mutants_of(exercise.reference, exercise.files, MUTANTS_AT_ONCE + len(equivalent))
    return [one for one in found if one.id not in equivalent][:MUTANTS_AT_ONCE]


def trials_of_batch(session: Session, user: User, batch_id: str) -> list[Submission]:
    """The trials of a batch in their order; `label` says what was run. Raises `NotFound` for another's."""
    query = (
        select(Submission)
        .where(Submission.batch_id == batch_id, Submission.purpose == Purpose.TRIAL, Submission.user_id == user.id)
        .order_by(Submission.created_at, Submission.label)
    )
    found = list(session.scalars(query))
    if not found:
        raise NotFound("There is no such run.")
    return found


def recent_trials(session: Session, user: User, exercise_id: str, limit: int = 20) -> list[Submission]:
    """What *user* tried on an exercise, newest first."""
    query = (
        select(Submission)
        .where(Submission.user_id == user.id, Submission.exercise == exercise_id, Submission.purpose == Purpose.TRIAL)
        .order_by(Submission.created_at.desc(), Submission.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def trial_report(session: Session, user: User, submission_id: str) -> Report | None:
    """The whole report of a trial, names of hidden tests included; None while it runs. Raises `NotFound`."""
    submission = session.get(Submission, submission_id)
    if submission is None or submission.user_id != user.id or submission.purpose != Purpose.TRIAL:
        raise NotFound("There is no such trial.")
    stored = submission.latest
    return stored.report() if submission.state == State.GRADED and stored is not None else None


def _pack(session: Session, user: User, pack_id: str, number: int | None) -> LoadedPack:
    return read_draft(session, user, pack_id) if number is None else read_version(session, user, pack_id, number)


def _exercise(pack: LoadedPack, slug: str) -> LoadedExercise:
    exercise = pack.exercises.get(slug)
    if exercise is None:
        raise NotFound("There is no such exercise.")
    if exercise.kind == "text":
        raise Invalid("A person grades this exercise: there is nothing to run.")
    return exercise


def _answer(exercise: LoadedExercise, name: str) -> dict[str, bytes]:
    try:
        return answers_of(exercise)[name]
    except KeyError:
        raise NotFound("There is no such answer.") from None


def _can_be_handed_in(exercise: LoadedExercise, files: Mapping[str, bytes]) -> bool:
    try:
        checked_files(files, exercise.files)
    except SubmissionRejected:
        return False
    return True


def _started(
    session: Session,
    queue: GradingQueue,
    user: User,
    exercise: LoadedExercise,
    answers: Mapping[str, Mapping[str, bytes]],
    batch_id: str | None,
) -> list[Submission]:
    try:
        checked = {name: checked_files(files, exercise.files) for name, files in answers.items()}
    except SubmissionRejected as error:
        raise Invalid(error.message) from error
    bundle = sealed(exercise)
    begin_writing(session)
    _make_room(session, user, len(checked))
    version = saved_version(session, exercise.id, bundle)
    submissions = [
        Submission(
            user_id=user.id,
            purpose=Purpose.TRIAL,
            exercise=exercise.id,
            digest=version.digest,
            files=encoded(files),
            label=name,
            batch_id=batch_id,
            delivery=1,
        )
        for name, files in checked.items()
    ]
    session.add_all(submissions)
    session.commit()
    for submission in submissions:
        try:
            queue.put(submission, version, lane_of(submission))
        except redis.RedisError as error:
            log.warning("saved, and to be queued later", submission=submission.id, error=str(error))
            break
    return submissions


def _make_room(session: Session, user: User, more: int) -> None:
    """Forgets old trials, and versions of drafts that nothing hangs on. Raises `Conflict` when too many wait."""
    mine = (Submission.user_id == user.id, Submission.purpose == Purpose.TRIAL)
    waiting = session.scalar(select(func.count()).where(*mine, Submission.state != State.GRADED)) or 0
    if waiting + more > MAX_WAITING:
        raise Conflict("%(count)s of your trials still wait. Look at those first.", count=waiting)
    old = select(Submission.id, Submission.digest).where(*mine, Submission.created_at < now() - _KEPT)
    digests = {digest for _, digest in session.execute(old)}
    if not digests:
        return
    session.execute(delete(Submission).where(*mine, Submission.created_at < now() - _KEPT))
    for kept in (Submission.digest, StoredReport.digest, Regrade.to_digest):
        digests -= set(session.scalars(select(kept).where(kept.in_(digests))))
    session.execute(delete(Version).where(Version.digest.in_(digests)))
