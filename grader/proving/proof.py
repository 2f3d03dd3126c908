"""Runs what an exercise holds: its reference passes with room, what is wrong does not, and the tests are good."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from grader.bundles import Bundle
from grader.errors import SubmissionRejected
from grader.packs.faults import Fault
from grader.packs.loaded import LoadedExercise
from grader.packs.mutants import DEFAULT_LIMIT, mutants_of
from grader.packs.yaml_source import Where
from grader.proving import wrong
from grader.proving.mutation import MutationScore, run_mutants
from grader.proving.quizzes import faults_of_quiz
from grader.proving.trials import Trial, plain, tried, with_details
from grader.reports import Usage
from grader.sandbox.limits import MEGABYTE
from grader.sandbox.service import Sandbox

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


def needs_sandbox(exercise: LoadedExercise) -> bool:
    """Whether anything of it is run; a quiz is not, and a text waits for a person."""
    return exercise.kind not in {"quiz", "text"}


def prove(
    exercise: LoadedExercise, sandbox: Sandbox | None, *, repeats: int = REPEATS, mutants: int | None = DEFAULT_LIMIT
) -> Proof:
    """Runs the reference *repeats* times, starter, mistakes and at most *mutants* mutants.

    Raises `SandboxUnavailable`. Without a *sandbox* only what needs none is proved.
    """
    proof = Proof(exercise.id)
    if exercise.kind == "quiz":
        proof.faults = faults_of_quiz(exercise)
    elif needs_sandbox(exercise) and sandbox is not None:
        if exercise.reference:
            _prove_code(proof, exercise, sandbox, max(1, repeats), mutants)
        else:
            _note(proof, exercise, ("reference",), "there is no reference: nothing shows that it can be solved")
    return proof


def _prove_code(proof: Proof, exercise: LoadedExercise, sandbox: Sandbox, repeats: int, mutants: int | None) -> None:
    bundle = exercise.bundle()
    open_bundle = with_details(plain(bundle))
    with ThreadPoolExecutor(THREADS, "proof") as pool:
        runs = [pool.submit(tried, exercise.reference, open_bundle, sandbox) for _ in range(repeats)]
        answers = wrong.start(exercise, bundle, sandbox, pool)
    try:
        trials = [run.result() for run in runs]
    except SubmissionRejected as error:
        _note(proof, exercise, ("reference",), f"the reference cannot be handed in: {error}")
        return
    _check_reference(proof, exercise, trials)
    proof.faults += wrong.faults_of(exercise, answers)
    if trials[0].passed and mutants != 0:
        _measure_tests(proof, exercise, bundle, sandbox, mutants, trials[0])


def _check_reference(proof: Proof, exercise: LoadedExercise, trials: Sequence[Trial]) -> None:
    failed = next((trial for trial in trials if not trial.passed), None)
    if failed is not None:
        message = f"the reference does not pass ({failed.report.verdict}): {failed.reason()}"
        _note(proof, exercise, ("reference",), message)
    outcomes = [{test.name: test.outcome for test in trial.report.tests} for trial in trials]
    changing = sorted(name for name in outcomes[0] if len({one.get(name) for one in outcomes}) > 1)
    if changing:
        message = f"the results of {', '.join(changing)} change from run to run ({len(trials)} runs of the reference)"
        _note(proof, exercise, ("reference",), message)
    reports = [trial.report for trial in trials]
    proof.usage = Usage(
        wall_ms=min(report.usage.wall_ms for report in reports),
        cpu_ms=min(report.usage.cpu_ms for report in reports),
        peak_memory_bytes=min(report.usage.peak_memory_bytes for report in reports),
    )
    if failed is None:
        slowest = [min(one.duration_ms for one in runs) for runs in zip(*(one.tests for one in reports), strict=True)]
        _check_room(proof, exercise, proof.usage, max(slowest, default=0.0))


def _check_room(proof: Proof, exercise: LoadedExercise, usage: Usage, slowest_ms: float) -> None:
    """The best of the runs counts: the others waited for the machine."""
    limits, memory_mb = exercise.exercise.limits, usage.peak_memory_bytes / MEGABYTE
    used = (
        ("wall_seconds", usage.wall_ms / 1000, f"{usage.wall_ms / 1000:.1f} s"),
        ("test_seconds", slowest_ms / 1000, f"{slowest_ms / 1000:.1f} s for one test"),
        ("memory_mb", memory_mb, f"{memory_mb:.0f} MB"),
    )
    for name, amount, words in used:
        limit = getattr(limits, name)
        if amount > limit * _ROOM:
            message = f"the reference takes {words}, more than half of {name} ({limit:g}): slower answers will not pass"
            _note(proof, exercise, ("limits", name), message, warning=True)


def _measure_tests(
    proof: Proof, exercise: LoadedExercise, bundle: Bundle, sandbox: Sandbox, limit: int | None, trial: Trial
) -> None:
    known = exercise.exercise.equivalent
    mutants = mutants_of(exercise.reference, exercise.files, limit)
    meant = [mutant for mutant in mutants if mutant.id not in known]
    proof.equivalent = len(mutants) - len(meant)
    score = run_mutants(meant, bundle, exercise.reference, sandbox, reference_report=trial.report)
    proof.mutation = score
    if score.score < WANTED_SCORE:
        message = (
            f"the hidden tests notice {score.killed} of {score.mutants} small mistakes in the reference "
            f"({score.score:.0%}); {WANTED_SCORE:.0%} is good"
        )
        where = "cases" if exercise.exercise.cases else "hidden"
        _note(proof, exercise, (where,), message, warning=True)


def _note(proof: Proof, exercise: LoadedExercise, where: Where, message: str, *, warning: bool = False) -> None:
    proof.faults.append(exercise.part.fault(where, message, warning=warning))
