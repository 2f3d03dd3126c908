"""What a case is called, and what its learner is told of it: its entry in the bundle."""

from __future__ import annotations

from dataclasses import dataclass

from grader.bundles import BundledTest
from grader.model import Case, Compare, Exercise, Text
from grader.reports import Show

_LONGEST_CALL = 80


@dataclass(frozen=True)
class NamedCase:
    """A case with its test, and with how its result is compared."""

    case: Case
    test: BundledTest
    compare: Compare


def named(exercise: Exercise, files: tuple[str, str]) -> list[NamedCase]:
    """All cases in their order; *files* are the hidden and the visible one."""
    return [
        NamedCase(case, _test(case, number, exercise, files[case.visible]), compared(case, exercise))
        for number, case in enumerate(exercise.cases, start=1)
    ]


def compared(case: Case, exercise: Exercise) -> Compare:
    """What the case says itself, and for the rest what the exercise says."""
    own = {name: getattr(case, name) for name in Compare.model_fields if name in case.model_fields_set}
    return exercise.compare.model_copy(update=own)


def _test(case: Case, number: int, exercise: Exercise, file: str) -> BundledTest:
    show = Show.DETAILS if case.visible else case.show or exercise.show
    return BundledTest(
        name=f"test_{case.name or f'case_{number}'}",
        file=file,
        visible=case.visible,
        title=case.title or _title(case, number, show),
        # An example was read by everybody before: it is worth something only where its author says so.
        points=0.0 if case.visible and "points" not in case.model_fields_set else case.points,
        show=show,
        hint=case.hint,
    )


def _title(case: Case, number: int, show: Show) -> Text:
    """What a learner may see without being told more than the author shows."""
    if show is Show.DETAILS and case.name:
        return {"": case.name.replace("_", " ").capitalize()}
    if show is Show.DETAILS and case.call and len(case.call) <= _LONGEST_CALL:
        return {"": case.call.strip()}
    return {"": f"Test {number}"}
