"""The course map: packs and exercises as a learner goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grader.model import pick
from grader.packs.reader import LoadedPack
from web.models import Role, User
from web.services.tallies import NOTHING, Tally


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
    """The score that counts: the best one, or the last where the pack says so."""
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


def is_on_map(pack: LoadedPack, user: User) -> bool:
    """Whether the pack stands on *user*'s course map and in their lists."""
    return pack.pack.visibility == "listed" or (pack.pack.visibility == "instructors" and _teaches(user))


def may_see(pack: LoadedPack, user: User) -> bool:
    """Whether *user* may open the pack's exercises, if they know the address."""
    return pack.pack.visibility != "instructors" or _teaches(user)


def pack_map(pack: LoadedPack, tallies: Mapping[str, Tally], user: User) -> PackMap:
    """The pack with the learner's progress in it, in their language."""
    language = user.language
    first = pack.pack.languages[0]
    policy = pack.pack.grading

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
        locked = bool(missing) and user.role == Role.LEARNER
        progress = _progress(tally, is_passed=tally.is_passed(policy), locked=locked)
        steps.append(
            Step(
                id=exercise.id,
                slug=slug,
                title=title(slug),
                progress=progress,
                best_score=tally.score(policy),
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


def _teaches(user: User) -> bool:
    return user.role in {Role.INSTRUCTOR, Role.ADMIN}


def _progress(tally: Tally, *, is_passed: bool, locked: bool) -> Progress:
    if is_passed:
        return Progress.PASSED
    if tally.submissions:
        return Progress.STARTED
    return Progress.LOCKED if locked else Progress.OPEN
