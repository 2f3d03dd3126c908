"""The golden table of verdicts, for each kind of exercise, from an exercise's folder to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.grading import grade
from grader.packs.reader import read_exercise
from grader.reports import Report
from grader.sandbox.service import DockerSandbox
from grader.submissions import checked_files

TABLE = yaml.safe_load(Path(__file__).with_name("verdicts.yaml").read_text("utf-8"))
ROWS = [(kind, number) for kind, about in TABLE.items() for number in range(len(about["submissions"]))]


def came(report: Report) -> list[object]:
    """A row of the table."""
    tests = [f"{test.outcome} {test.explanation.code if test.explanation else ''}".strip() for test in report.tests]
    return [report.verdict.value, report.score, *tests]


@pytest.mark.parametrize(("kind", "number"), ROWS)
def test_the_verdict_is_the_one_in_the_table(sandbox: DockerSandbox, tmp_path: Path, kind: str, number: int) -> None:
    row: dict[str, Any] = TABLE[kind]["submissions"][number]
    limits = {} if kind in {"quiz", "text"} else {"limits": {"test_seconds": 2, "wall_seconds": 12}}
    (tmp_path / "exercise.yaml").write_text(yaml.safe_dump(TABLE[kind]["exercise"] | limits), "utf-8")
    exercise = read_exercise(tmp_path)
    files = checked_files({name: text.encode() for name, text in row["give"].items()}, exercise.files)
    report = grade(files, exercise.bundle(), sandbox)
    assert came(report) == row["come"]
    assert report.mistake == row.get("mistake")
