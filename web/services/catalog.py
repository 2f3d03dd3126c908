"""The catalogue: which packs there are, what a learner may see of them, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.bundles import digest_of
from grader.model import pick
from grader.packs.faults import Fault
from grader.packs.reader import Library, LoadedExercise, LoadedPack, read_library
from grader.reports import Verdict
from web.models import Role, StoredReport, Submission, User
from web.services.errors import NotFound


class Progress(StrEnum):
    """How far a learner is with an exercise."""

    PASSED = "passed"
    STARTED = "started"
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True)
class Step:
    """One exercise on the course map."""

    id: str
    slug: str
    title: str
    progress: Progress
    best_score: float | None
    attempts: int
    difficulty: int
    minutes: int
    waits_for: tuple[str, ...]
    """Titles of the exercises to pass before it; empty unless locked."""


@dataclass(frozen=True)
class PackMap:
    """A pack on the course map."""

    id: str
    title: str
    description: str
    steps: tuple[Step, ...]

    @property
    def passed(self) -> int:
        """How many exercises are passed."""
        return sum(step.progress is Progress.PASSED for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """Where to go on: what was started last in order, else the first that is open."""
        for progress in (Progress.STARTED, Progress.OPEN):
            for step in self.steps:
                if step.progress is progress:
                    return step
        return None


@dataclass(frozen=True)
class Tally:
    """What a learner did on one exercise so far."""

    submissions: int
    best_score: float | None
    passed: bool


NOTHING = Tally(0, None, passed=False)


@dataclass(frozen=True)
class SealedBundle:
    """An exercise as it travels to the graders. Never show one to anybody."""

    data: bytes
    digest: str


class Catalog:
    """The packs of one folder, read once at start."""

    def __init__(self, packs_dir: Path) -> None:
        self._library: Library = read_library(packs_dir)
        self._bundles: dict[str, SealedBundle] = {}

    @property
    def packs(self) -> list[LoadedPack]:
        """The sound packs."""
        return list(self._library.packs.values())

    @property
    def faults(self) -> dict[str, list[Fault]]:
        """What is wrong with the packs that cannot be used. For instructors."""
        return self._library.faults

    def exercise(self, exercise_id: str) -> LoadedExercise:
        """The exercise called `pack/slug`. Raises `NotFound`."""
        found = self._library.exercise(exercise_id)
        if found is None:
            raise NotFound("There is no such exercise.")
        return found

    def pack(self, pack_id: str) -> LoadedPack:
        """The pack with this id. Raises `NotFound`."""
        try:
            return self._library.packs[pack_id]
        except KeyError:
            raise NotFound("There is no such pack.") from None

    def bundle(self, exercise: LoadedExercise) -> SealedBundle:
        """What graders need of an exercise of this catalogue; made once."""
        if exercise.id not in self._bundles:
            data = exercise.bundle().to_bytes()
            self._bundles[exercise.id] = SealedBundle(data, digest_of(data))
        return self._bundles[exercise.id]

    def languages(self) -> list[str]:
        """Every language that some statement is written in."""
        found: dict[str, None] = {}
        for pack in self.packs:
            found |= dict.fromkeys(pack.pack.languages)
            for exercise in pack.exercises.values():
                found |= dict.fromkeys(language for language in exercise.statements if language)
        return list(found)

    def statement(self, exercise: LoadedExercise, language: str) -> tuple[str, str]:
        """Markdown and its language: *language* where it is written in that, else the pack's first."""
        first = exercise.language
        texts = {name or first: text for name, text in exercise.statements.items()}
        chosen = language if language in texts else first if first in texts else next(iter(texts), first)
        return texts.get(chosen, ""), chosen

    def course_map(self, session: Session, user: User) -> list[PackMap]:
        """Every pack with the learner's progress in it."""
        tallies = tallies_of(session, user)
        return [self._pack_map(pack, tallies, user) for pack in self.packs]

    def _pack_map(self, pack: LoadedPack, tallies: dict[str, Tally], user: User) -> PackMap:
        language = user.language
        first = pack.pack.languages[0]

        def title(slug: str) -> str:
            return pick(pack.exercises[slug].exercise.title, language, first)

        steps = []
        for slug, exercise in pack.exercises.items():
            tally = tallies.get(exercise.id, NOTHING)
            missing = [
                one
                for one in pack.pack.prerequisites.get(slug, ())
                if one in pack.exercises and not tallies.get(pack.exercises[one].id, NOTHING).passed
            ]
            progress = _progress(tally, locked=bool(missing) and user.role == Role.LEARNER)
            steps.append(
                Step(
                    id=exercise.id,
                    slug=slug,
                    title=title(slug),
                    progress=progress,
                    best_score=tally.best_score,
                    attempts=tally.submissions,
                    difficulty=exercise.exercise.difficulty,
                    minutes=exercise.exercise.minutes,
                    waits_for=tuple(title(one) for one in missing) if progress is Progress.LOCKED else (),
                )
            )
        return PackMap(
            pack.pack.id,
            pick(pack.pack.title, language, first),
            pick(pack.pack.description, language, first),
            tuple(steps),
        )

    def step(self, session: Session, user: User, exercise_id: str) -> Step:
        """The exercise as it stands on the learner's map. Raises `NotFound`."""
        pack = self.pack(self.exercise(exercise_id).id.partition("/")[0])
        steps = self._pack_map(pack, tallies_of(session, user), user).steps
        return next(step for step in steps if step.id == exercise_id)


def _progress(tally: Tally, *, locked: bool) -> Progress:
    if tally.passed:
        return Progress.PASSED
    if tally.submissions:
        return Progress.STARTED
    return Progress.LOCKED if locked else Progress.OPEN


def tallies_of(session: Session, user: User) -> dict[str, Tally]:
    """Exercise → what *user* did on it. A verdict that was our fault counts for nothing."""
    return {exercise: tally for (_, exercise), tally in tallies_of_many(session, [user.id]).items()}


def tallies_of_many(session: Session, user_ids: Sequence[int]) -> dict[tuple[int, str], Tally]:
    """User's id and exercise → what they did on it, in one query."""
    counted = StoredReport.verdict != Verdict.GRADER_ERROR
    query = (
        select(
            Submission.user_id,
            Submission.exercise,
            func.count(func.distinct(Submission.id)),
            func.max(StoredReport.score).filter(counted),
            func.count().filter(StoredReport.verdict == Verdict.PASSED),
        )
        .outerjoin(StoredReport, StoredReport.submission_id == Submission.id)
        .where(Submission.user_id.in_(user_ids))
        .group_by(Submission.user_id, Submission.exercise)
    )
    return {
        (user_id, exercise): Tally(count, best, passed=bool(passed))
        for user_id, exercise, count, best, passed in session.execute(query)
    }
