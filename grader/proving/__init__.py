"""Proves an exercise in the real sandbox: its reference passes, what is wrong does not, and results do not change."""

from __future__ import annotations

from collections.abc import Mapping

from grader.errors import SubmissionRejected
from grader.grading import grade
from grader.packs.reader import LoadedExercise
from grader.reports import Outcome, Report, Verdict
from grader.sandbox.service import Sandbox
from grader.submissions import checked_files

REPEATS = 5


def prove(exercise: LoadedExercise, sandbox: Sandbox, *, repeats: int = REPEATS) -> list[str]:
    """What does not hold, one sentence each; empty when all does. Raises `SandboxUnavailable`."""
    if not exercise.reference:
        return ["there is no reference: nothing shows that the exercise can be solved"]
    found = _reference(exercise, sandbox, repeats)
    if exercise.starter:
        found += _must_fail(exercise, sandbox, "the starter", exercise.starter)
    for name, mistake in exercise.mistakes.items():
        found += _must_fail(exercise, sandbox, f"the wrong answer {name!r}", mistake.files)
    return found


def _reference(exercise: LoadedExercise, sandbox: Sandbox, repeats: int) -> list[str]:
    try:
        reports = [_graded(exercise, sandbox, exercise.reference) for _ in range(max(1, repeats))]
    except SubmissionRejected as error:
        return [f"the reference cannot be handed in: {error}"]
    found = []
    first = reports[0]
    if first.verdict is not Verdict.PASSED:
        failed = ", ".join(test.name for test in first.tests if test.outcome is not Outcome.PASSED)
        reason = first.error or f"{failed} did not pass"
        found.append(f"the reference does not pass ({first.verdict}): {reason}")
    outcomes = [{test.name: test.outcome for test in report.tests} for report in reports]
    changing = sorted(name for name in outcomes[0] if len({one.get(name) for one in outcomes}) > 1)
    if changing:
        found.append(
            f"the results of {', '.join(changing)} change from run to run ({len(reports)} runs of the reference)"
        )
    return found


def _must_fail(exercise: LoadedExercise, sandbox: Sandbox, what: str, files: Mapping[str, bytes]) -> list[str]:
    try:
        report = _graded(exercise, sandbox, files)
    except SubmissionRejected as error:
        return [f"{what} cannot be handed in: {error}"]
    if report.verdict is Verdict.PASSED:
        return [f"{what} passes: the hidden tests do not notice what is wrong"]
    if report.verdict is Verdict.GRADER_ERROR:
        return [f"{what} cannot be graded: {report.error}"]
    return []


def _graded(exercise: LoadedExercise, sandbox: Sandbox, files: Mapping[str, bytes]) -> Report:
    return grade(checked_files(files, exercise.files), exercise.bundle(), sandbox)
