"""The grade report of a cohort: learners × exercises."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grader.model import pick
from web.models import Cohort, User
from web.services.catalog import NOTHING, Catalog, tallies_of_many
from web.services.cohorts import learners_of


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
    """Between 0 and 1; None while nothing is graded."""
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
    """The grades of *cohort* in every exercise of every pack; titles are in *language* where they are written in it."""
    exercises = [
        (exercise.id, pick(exercise.exercise.title, language, pack.pack.languages[0]))
        for pack in catalog.packs
        for exercise in pack.exercises.values()
    ]
    learners = learners_of(session, cohort)
    tallies = tallies_of_many(session, [learner.id for learner in learners])
    rows = []
    for learner in learners:
        cells = []
        for exercise, _ in exercises:
            tally = tallies.get((learner.id, exercise), NOTHING)
            cells.append(Cell(exercise, tally.best_score, tally.submissions, tally.passed))
        rows.append(Row(learner, tuple(cells)))
    columns = tuple(Column(identifier, title, number) for number, (identifier, title) in enumerate(exercises, start=1))
    return GradeTable(cohort, columns, tuple(rows))
