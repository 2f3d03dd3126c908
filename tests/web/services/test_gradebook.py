"""The grade report and its files."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Submit, report_on
from web.models import Cohort, User
from web.services.catalog import Catalog
from web.services.cohorts import cohort_for, cohorts_of
from web.services.errors import NotFound
from web.services.exports import as_csv, as_json, as_xlsx
from web.services.gradebook import GradeTable, grade_table
from web.services.recording import record


@pytest.fixture
def table(submit: Submit, session: Session, cohort: Cohort, catalog: Catalog) -> GradeTable:
    """The learner tried twice and passed, the second learner waits, and the lead tried too."""
    record(session, report_on(submit(), Verdict.FAILED, 0.25))
    record(session, report_on(submit()))
    submit("second")
    record(session, report_on(submit("lead")))
    session.commit()
    return grade_table(session, catalog, cohort)


def test_every_learner_has_a_row_and_every_exercise_a_column(table: GradeTable) -> None:
    assert [column.id for column in table.columns] == ["tiny/add", "tiny/double", "tiny/describe"]
    assert [column.number for column in table.columns] == [1, 2, 3]
    assert [row.user.name for row in table.rows] == ["Learner", "Second"]


def test_a_cell_holds_the_best_score_and_all_attempts(table: GradeTable) -> None:
    learner, second = (row.cells[0] for row in table.rows)
    assert (learner.best_score, learner.attempts, learner.passed) == (1.0, 2, True)
    assert (second.best_score, second.attempts, second.passed) == (None, 1, False)
    assert [row.passed for row in table.rows] == [1, 0]
    assert [row.attempts for row in table.rows] == [2, 1]


def test_titles_are_in_the_readers_language(session: Session, catalog: Catalog, cohort: Cohort) -> None:
    titles = [column.title for column in grade_table(session, catalog, cohort, "fr").columns]
    assert titles == ["Additionner deux nombres", "Le double", "Describe"]


def test_csv_holds_addresses_scores_and_attempts(table: GradeTable) -> None:
    data = as_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["email"] == "learner@school.example"
    assert (rows[0]["tiny/add best score"], rows[0]["tiny/add attempts"]) == ("1.0", "2")
    assert (rows[1]["tiny/add best score"], rows[1]["tiny/add attempts"]) == ("", "1")


def test_the_workbook_holds_the_same(table: GradeTable) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(table))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("name", "email", "passed")
    assert rows[1][:4] == ("Learner", "learner@school.example", 1, 1)
    assert len(rows) == 3


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200b=1", "|calc", "%0"])
def test_a_name_never_becomes_a_formula(session: Session, table: GradeTable, name: str) -> None:
    table.rows[0].user.name = name
    cell = next(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig").split("\n", 1)[1])))[0]
    assert cell.startswith("'")
    sheet = load_workbook(io.BytesIO(as_xlsx(table))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


def test_json_holds_numbers_and_nulls(table: GradeTable) -> None:
    body = as_json(table)
    assert body["cohort"]["name"] == "Autumn"
    assert body["learners"][0]["grades"][0] == {
        "exercise": "tiny/add",
        "best_score": 1.0,
        "attempts": 2,
        "passed": True,
    }
    assert body["learners"][1]["grades"][0]["best_score"] is None


def test_a_cohort_is_seen_by_those_who_look_after_it(session: Session, people: dict[str, User], cohort: Cohort) -> None:
    for name in ("lead", "instructor", "admin"):
        assert cohorts_of(session, people[name]) == [cohort]
        assert cohort_for(session, people[name], cohort.id) is cohort
    for name in ("learner", "second", "stranger"):
        assert cohorts_of(session, people[name]) == []
        with pytest.raises(NotFound):
            cohort_for(session, people[name], cohort.id)
