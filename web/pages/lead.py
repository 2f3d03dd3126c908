"""Grade reports, for those who look after a cohort."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, url_for

from web import context
from web.pages import words
from web.pages.handed_in import lines_of, title_of
from web.services import submissions
from web.services.cohorts import cohort_for, cohorts_of, learners_of
from web.services.errors import NotFound
from web.services.exports import as_csv, as_xlsx
from web.services.gradebook import Cell, GradeTable, grade_table

blueprint = Blueprint("lead", __name__, url_prefix="/cohorts")

_FORMS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
_HEATS = ((100, 4), (80, 3), (50, 2), (1, 1))


@dataclass(frozen=True)
class CellView:
    """One grade. `percent` is None while nothing is graded."""

    attempts: int
    percent: str | None
    heat: int
    """0 (nothing right) to 4 (everything)."""
    address: str


@blueprint.get("")
def cohorts() -> str:
    """The cohorts that one looks after."""
    found = [
        {"id": cohort.id, "name": cohort.name, "learner_count": len(learners_of(context.session(), cohort))}
        for cohort in cohorts_of(context.session(), context.user())
    ]
    return render_template("lead/cohorts.html", cohorts=found)


@blueprint.get("/<int:cohort_id>")
def grades(cohort_id: int) -> str:
    """Learners × exercises."""
    table = _table(cohort_id)
    rows = [
        {
            "learner": row.user.name,
            "passed": row.passed,
            "cells": [_cell_view(cohort_id, row.user.id, cell) for cell in row.cells],
        }
        for row in table.rows
    ]
    totals = {
        "passed": sum(row.passed for row in table.rows),
        "cells": len(table.rows) * len(table.columns),
        "attempts": sum(row.attempts for row in table.rows),
    }
    return render_template("lead/grades.html", cohort=table.cohort, columns=table.columns, rows=rows, totals=totals)


@blueprint.get("/<int:cohort_id>/grades.<form>")
def download(cohort_id: int, form: str) -> Response:
    """The same as a file."""
    if form not in _FORMS:
        raise NotFound("Grades come as csv or xlsx.")
    kind, make = _FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="grades-{cohort_id}.{form}"'}
    return Response(make(_table(cohort_id)), content_type=kind, headers=headers)


@blueprint.get("/<int:cohort_id>/learners/<int:learner_id>/<pack>/<slug>")
def learner(cohort_id: int, learner_id: int, pack: str, slug: str) -> str:
    """What one learner handed in for one exercise."""
    cohort = cohort_for(context.session(), context.user(), cohort_id)
    found = next((one for one in learners_of(context.session(), cohort) if one.id == learner_id), None)
    if found is None:
        raise NotFound("There is no such learner in this cohort.")
    language, exercise_id = context.user().language, f"{pack}/{slug}"
    history = submissions.history(context.session(), found, exercise_id)
    return render_template(
        "lead/learner.html",
        cohort=cohort,
        learner=found,
        title=title_of(context.catalog(), exercise_id, language),
        submissions=lines_of(history, context.catalog(), language),
    )


def _table(cohort_id: int) -> GradeTable:
    cohort = cohort_for(context.session(), context.user(), cohort_id)
    return grade_table(context.session(), context.catalog(), cohort, context.user().language)


def _cell_view(cohort_id: int, learner_id: int, cell: Cell) -> CellView:
    hundredths = 0 if cell.best_score is None else words.whole_percent(cell.best_score)
    pack, _, slug = cell.exercise.partition("/")
    return CellView(
        attempts=cell.attempts,
        percent=None if cell.best_score is None else words.percent(cell.best_score),
        heat=next((heat for least, heat in _HEATS if hundredths >= least), 0),
        address=url_for("lead.learner", cohort_id=cohort_id, learner_id=learner_id, pack=pack, slug=slug),
    )
