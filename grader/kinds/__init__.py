"""Kinds of exercises whose tests are data: they become ordinary pytest files, so that the sandbox knows pytest only."""

from __future__ import annotations

from dataclasses import dataclass

from grader.bundles import BundledTest
from grader.model import Exercise


@dataclass(frozen=True)
class Rendered:
    """Test files made of an exercise's cases: path below the tests' folder → text."""

    hidden: dict[str, str]
    visible: dict[str, str]
    tests: tuple[BundledTest, ...]


def render(exercise: Exercise, files: tuple[str, ...]) -> Rendered:
    """The tests of a sound exercise of kind `cases` or `stdio` whose learners hand in *files*."""
    del files
    tests = [
        BundledTest(
            name=f"test_{case.name or f'case_{number}'}",
            file="test_cases.py",
            visible=case.visible,
            title=case.title,
            points=case.points,
            show=case.show or exercise.show,
            hint=case.hint,
        )
        for number, case in enumerate(exercise.cases, start=1)
    ]
    return Rendered({"test_cases.py": ""}, {}, tuple(tests))
