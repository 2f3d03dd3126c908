"""Runs what an exercise holds: its reference passes every time and with room, and what is wrong does not pass."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from grader.bundles import Bundle
from grader.errors import SubmissionRejected
from grader.grading import grade
from grader.model import Limits
from grader.packs.faults import Fault
from grader.packs.mutants import DEFAULT_LIMIT, mutants_of
from grader.packs.reader import LoadedExercise
from grader.packs.yaml_source import Where
from grader.proving.mutation import MutationScore, run_mutants
from grader.reports import Outcome, Report, Usage, Verdict
from grader.sandbox.limits import MEGABYTE
from grader.sandbox.service import Sandbox
from grader.submissions import checked_files

REPEATS = 5
THREADS = 2
WANTED_SCORE = 0.9
_ROOM = 0.5
"""A reference that needs more than this part of a limit leaves too little to a learner's slower answer."""


@dataclass
class Proof:
    """What came of running one exercise."""

    exercise: str
    faults: list[Fault] = field(default_factory=list)
    usage: Usage | None = None
    """What the reference used in the best of its runs; None where it did not run."""
    mutation: MutationScore | None = None
    """None where no mutant was run: there are none of a quiz, and of a reference that does not pass."""
    equivalent: int = 0
    """Mutants that were left out since the author says that no test can notice them."""


def prove(
    exercise: LoadedExercise, sandbox: Sandbox, *, repeats: int = REPEATS, mutants: int | None = DEFAULT_LIMIT
) -> Proof:
    """Runs reference, starter, mistakes and at most *mutants* mutants. Raises `SandboxUnavailable`.

    A text has nothing to run: a person grades it.
    """
    proof = Proof(exercise.id)
    if exercise.kind == "text":
        return proof
    if not exercise.reference:
        _note(proof, exercise, (), "there is no reference: nothing shows that the exercise can be solved")
        return proof
    bundle = exercise.bundle()
    report = _prove_answers(proof, exercise, bundle, sandbox, max(1, repeats))
    if report is not None and report.verdict is Verdict.PASSED and exercise.kind != "quiz" and mutants != 0:
        _measure_tests(proof, exercise, bundle, sandbox, mutants, report)
    return proof


def _prove_answers(
    proof: Proof, exercise: LoadedExercise, bundle: Bundle, sandbox: Sandbox, repeats: int
) -> Report | None:
    """Runs reference, starter and mistakes; the first report on the reference."""
    try:
        reference = checked_files(exercise.reference, exercise.files)
    except SubmissionRejected as error:
        _note(proof, exercise, ("reference",), f"the reference cannot be handed in: {error}")
        return None
    wrong: dict[tuple[str, Where], Mapping[str, bytes]] = {
        (f"the wrong answer {name!r}", ("mistakes", name)): mistake.files for name, mistake in exercise.mistakes.items()
    }
    if exercise.starter and not exercise.exercise.refactoring:
        wrong["the starter", ("starter",)] = exercise.starter
    with ThreadPoolExecutor(THREADS, "proof") as pool:
        runs = [pool.submit(grade, reference, bundle, sandbox) for _ in range(repeats)]
        verdicts = {key: pool.submit(_graded, files, bundle, sandbox) for key, files in wrong.items()}
    reports = [run.result() for run in runs]
    _check_reference(proof, exercise, reports)
    for (what, where), verdict in verdicts.items():
        problem = verdict.result()
        if problem:
            _note(proof, exercise, where, f"{what} {problem}")
    return reports[0]


def _check_reference(proof: Proof, exercise: LoadedExercise, reports: list[Report]) -> None:
    first, where = reports[0], ("reference",)
    if first.verdict is not Verdict.PASSED:
        failed = ", ".join(test.name for test in first.tests if test.outcome is not Outcome.PASSED)
        reason = first.error or f"{failed} did not pass"
        _note(proof, exercise, where, f"the reference does not pass ({first.verdict}): {reason}")
    outcomes = [{test.name: test.outcome for test in report.tests} for report in reports]
    changing = sorted(name for name in outcomes[0] if len({one.get(name) for one in outcomes}) > 1)
    if changing:
        message = f"the results of {', '.join(changing)} change from run to run ({len(reports)} runs of the reference)"
        _note(proof, exercise, where, message)
    proof.usage = _least(reports)
    if first.verdict is Verdict.PASSED and exercise.kind != "quiz":
        _check_room(proof, exercise, reports, exercise.exercise.limits)


def _least(reports: list[Report]) -> Usage:
    """What the reference used in the best of its runs: the others waited for the machine."""
    return Usage(
        wall_ms=min(report.usage.wall_ms for report in reports),
        cpu_ms=min(report.usage.cpu_ms for report in reports),
        peak_memory_bytes=min(report.usage.peak_memory_bytes for report in reports),
    )


def _check_room(proof: Proof, exercise: LoadedExercise, reports: list[Report], limits: Limits) -> None:
    usage = _least(reports)
    slowest = max(min(test.duration_ms for test in runs) for runs in zip(*(one.tests for one in reports), strict=True))
    used = (
        ("wall_seconds", usage.wall_ms / 1000, f"{usage.wall_ms / 1000:.1f} s"),
        ("test_seconds", slowest / 1000, f"{slowest / 1000:.1f} s for one test"),
        ("memory_mb", usage.peak_memory_bytes / MEGABYTE, f"{usage.peak_memory_bytes / MEGABYTE:.0f} MB"),
    )
    for name, amount, words in used:
        limit = getattr(limits, name)
        if amount > limit * _ROOM:
            message = f"the reference takes {words}, more than half of {name} ({limit:g}): slower answers will not pass"
            _note(proof, exercise, ("limits", name), message, warning=True)


def _graded(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox) -> str:
    """What is wrong with the way in which a wrong answer is graded; empty when all is well."""
    try:
        report = grade(checked_files(files, bundle.files), bundle, sandbox)
    except SubmissionRejected as error:
        return f"cannot be handed in: {error}"
    if report.verdict is Verdict.PASSED:
        return "passes: the hidden tests do not notice what is wrong"
    if report.verdict is Verdict.GRADER_ERROR:
        return f"cannot be graded: {report.error}"
    return ""


def _measure_tests(
    proof: Proof, exercise: LoadedExercise, bundle: Bundle, sandbox: Sandbox, limit: int | None, report: Report
) -> None:
    known = exercise.exercise.equivalent
    mutants = mutants_of(exercise.reference, exercise.files, limit)
    meant = [mutant for mutant in mutants if mutant.id not in known]
    proof.equivalent = len(mutants) - len(meant)
    proof.mutation = run_mutants(meant, bundle, exercise.reference, sandbox, reference_report=report)
    if proof.mutation.score < WANTED_SCORE:
        message = (
            f"the hidden tests notice {proof.mutation.killed} of {proof.mutation.mutants} small mistakes in the "
            f"reference ({proof.mutation.score:.0%}); {WANTED_SCORE:.0%} is good"
        )
        _note(proof, exercise, ("hidden",), message, warning=True)


def _note(proof: Proof, exercise: LoadedExercise, where: Where, message: str, *, warning: bool = False) -> None:
    proof.faults.append(exercise.part.fault(where, message, warning=warning))
