"""The grade report as a file. What people typed can never become a formula of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from web.services.gradebook import GradeTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
Value = str | int | float | None


def as_csv(table: GradeTable) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    text = io.StringIO()
    writer = csv.writer(text)
    for line in _lines(table):
        writer.writerow(["" if value is None else _harmless(value) for value in line])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(table: GradeTable) -> bytes:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.cohort.name.translate(_NOT_IN_TITLES)[:31] or "Grades")
    sheet.freeze_panes = "C2"
    for number, line in enumerate(_lines(table)):
        cells = []
        for value in line:
            cell = WriteOnlyCell(sheet, value=_harmless(value))
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def as_json(table: GradeTable) -> dict[str, Any]:
    """What the API returns. `best_score` is between 0 and 1, or null while nothing is graded."""
    return {
        "cohort": {"id": table.cohort.id, "name": table.cohort.name},
        "exercises": [{"id": column.id, "title": column.title} for column in table.columns],
        "learners": [
            {
                "id": row.user.id,
                "name": row.user.name,
                "email": row.user.email,
                "passed": row.passed,
                "attempts": row.attempts,
                "grades": [
                    {
                        "exercise": cell.exercise,
                        "best_score": cell.best_score,
                        "attempts": cell.attempts,
                        "passed": cell.passed,
                    }
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def _lines(table: GradeTable) -> Iterator[list[Value]]:
    """A heading, then one line a learner: best scores between 0 and 1, then the numbers of submissions."""
    ids = [column.id for column in table.columns]
    yield ["name", "email", "passed", *(f"{one} best score" for one in ids), *(f"{one} attempts" for one in ids)]
    for row in table.rows:
        scores = [None if cell.best_score is None else round(cell.best_score, 4) for cell in row.cells]
        yield [row.user.name, row.user.email, row.passed, *scores, *(cell.attempts for cell in row.cells)]


def _harmless(value: Value) -> Value:
    """Texts that a spreadsheet would run get an apostrophe in front, which it does not show."""
    if not isinstance(value, str):
        return value
    printable = "".join(character for character in value if character.isprintable() or character in "\t\r\n")
    return f"'{printable}" if printable.lstrip(" \u200b\ufeff").startswith(_FORMULA) else printable
