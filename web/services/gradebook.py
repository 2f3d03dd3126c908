"""The grade report of a cohort: learners × exercises."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grader.model import pick
from web.models import Cohort, User
from web.services.catalog import Catalog
from web.services.cohorts import learners_of
from web.services.tallies import NOTHING, tallies_of_many


@dataclass(frozen=True)
class Column:
    """One exercise."""

    id: str
    title: str
    number: int
    """Its place in the order of all courses, counted from 1."""


@dataclass(frozen=True)
class Cell:
    """What one learner did on one exercise."""

    exercise: str
    best_score: float | None
    """The score that counts, between 0 and 1: the best one, or the last where the pack says so. None while
    nothing is graded."""
    attempts: int
    """Submissions."""
    passed: bool


@dataclass(frozen=True)
class Row:
    """One learner."""

    user: User
    cells: tuple[Cell, ...]

    @property
    def passed(self) -> int:
        """How many exercises are passed."""
        return sum(cell.passed for cell in self.cells)

    @property
    def attempts(self) -> int:
        """How many submissions there are."""
        return sum(cell.attempts for cell in self.cells)


@dataclass(frozen=True)
class GradeTable:
    """The whole report; rows are sorted by the learners' names."""

    cohort: Cohort
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def grade_table(session: Session, catalog: Catalog, cohort: Cohort, language: str = "en") -> GradeTable:
    """The grades of *cohort*; titles are in *language* where they are written in it.

    There is a column for every exercise of a listed pack, and of any other in which one of the learners
    handed something in.
    """
    learners = learners_of(session, cohort)
    tallies = tallies_of_many(session, [learner.id for learner in learners])
    used = {exercise.partition("/")[0] for _, exercise in tallies}
    exercises = [
        (exercise.id, pick(exercise.exercise.title, language, pack.pack.languages[0]), pack.pack.grading)
        for pack in catalog.packs
        if pack.pack.visibility == "listed" or pack.pack.id in used
        for exercise in pack.exercises.values()
    ]
    rows = []
    for learner in learners:
        cells = []
        for exercise, _, policy in exercises:
            tally = tallies.get((learner.id, exercise), NOTHING)
            cells.append(Cell(exercise, tally.score(policy), tally.submissions, tally.is_passed(policy)))
        rows.append(Row(learner, tuple(cells)))
    columns = tuple(Column(one, title, number) for number, (one, title, _) in enumerate(exercises, start=1))
    return GradeTable(cohort, columns, tuple(rows))
