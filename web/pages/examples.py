"""The visible cases of an exercise as a table: what a learner reads in place of the tests that are made of them."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Case, pick
from grader.packs.reader import LoadedExercise


@dataclass(frozen=True)
class ExampleView:
    """One row: what goes in and what must come out."""

    title: str
    given: str
    returns: str
    raises: str
    prints: str
    """Of a program: its output."""


def example_views(found: LoadedExercise, language: str) -> list[ExampleView]:
    """The examples of an exercise of kind `cases` or `stdio`; none of any other."""
    if found.kind not in {"cases", "stdio"}:
        return []
    return [_view(case, pick(case.title, language, found.language)) for case in found.exercise.cases if case.visible]


def _view(case: Case, title: str) -> ExampleView:
    returns = case.returns_python or (repr(case.returns) if "returns" in case.model_fields_set else "")
    given = case.call if case.call is not None else case.input or ""
    prints = case.output if case.output is not None else case.prints or ""
    return ExampleView(title, given, returns, case.raises or "", prints)
