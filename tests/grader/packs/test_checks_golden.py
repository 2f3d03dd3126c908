"""Faulty packs give just the faults that they should, each at its line and column. A new case is a folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.check_command import check_command

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "data" / "faulty").glob("*/expected.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_faulty_pack_gives_just_these_faults(case: Path) -> None:
    with contextlib.chdir(case):
        result = CliRunner().invoke(check_command, ["course", "--static"])

    expected = (case / "expected.txt").read_text(encoding="utf-8")
    assert result.stdout == expected
    assert result.exit_code == any(": warning: " not in line for line in expected.splitlines())


def test_there_are_as_many_cases_as_kinds_of_faults() -> None:
    assert len(CASES) >= 90
    assert all((case / "expected.txt").stat().st_size for case in CASES)
