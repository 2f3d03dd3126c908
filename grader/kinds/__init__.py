"""Kinds of exercises: cases become ordinary pytest files, so that the sandbox knows pytest only; a quiz needs none.

`render` is for `cases` and `stdio`; `quiz` and `text` are graded without a container, by the modules of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.bundles import BundledTest
from grader.kinds import cases, stdio
from grader.kinds.naming import named
from grader.model import Exercise, Inputs

HIDDEN, VISIBLE = "test_cases.py", "test_examples.py"
"""Two names: pytest takes two files of one name for the same module."""


@dataclass(frozen=True)
class Rendered:
    """Test files made of an exercise's cases: path below the tests' folder → text."""

    hidden: dict[str, str]
    visible: dict[str, str]
    tests: tuple[BundledTest, ...]
    """In the order of the cases."""


def render(exercise: Exercise, files: Sequence[str]) -> Rendered:
    """The tests of a sound exercise of kind `cases` or `stdio` whose learners hand in *files*."""
    write = cases.file_text if exercise.kind == "cases" else stdio.file_text
    every = named(exercise, files=(HIDDEN, VISIBLE))
    hidden = [one for one in every if not one.test.visible]
    visible = [one for one in every if one.test.visible]
    return Rendered(
        hidden={HIDDEN: write(exercise, files, hidden)} if hidden else {},
        visible={VISIBLE: write(exercise, files, visible)} if visible else {},
        tests=tuple(one.test for one in every),
    )


def inputs_of(exercise: Exercise, inputs: Inputs) -> Inputs:
    """*inputs* with the function that is called, where it is the one that the cases call."""
    if inputs.call is not None or exercise.kind != "cases":
        return inputs
    return inputs.model_copy(update={"call": cases.called_function(exercise)})
