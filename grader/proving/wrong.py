"""Starter and known mistakes: the tests notice each, tell those apart about which something is said, and find twins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from grader.bundles import Bundle
from grader.errors import SubmissionRejected
from grader.packs.faults import Fault
from grader.packs.loaded import LoadedExercise
from grader.packs.yaml_source import Where
from grader.proving.trials import Trial, plain, tried
from grader.reports import Verdict
from grader.sandbox.service import Sandbox

_SEARCH_SECONDS = 5.0


@dataclass
class WrongAnswer:
    """One answer that must not pass, and its runs."""

    what: str
    where: Where
    files: Mapping[str, bytes]
    name: str = ""
    """Of a mistake about which learners are told something."""
    may_pass: bool = False
    runs: list[Future[Trial]] = field(default_factory=list)


def start(exercise: LoadedExercise, bundle: Bundle, sandbox: Sandbox, pool: Executor) -> list[WrongAnswer]:
    """Has all wrong answers run in *pool*; twice where it counts in which way they fail."""
    answers = [
        WrongAnswer(f"the wrong answer {name!r}", ("mistakes", name), mistake.files, name if mistake.say else "")
        for name, mistake in exercise.mistakes.items()
    ]
    if exercise.starter:
        may_pass = exercise.exercise.refactoring
        answers.append(WrongAnswer("the starter", ("starter",), exercise.starter, may_pass=may_pass))
    searching = _with_patience(bundle)
    for answer in answers:
        answer.runs.append(pool.submit(tried, answer.files, searching, sandbox))
        if answer.name:
            answer.runs.append(pool.submit(tried, answer.files, plain(bundle), sandbox))
    return answers


def _with_patience(bundle: Bundle) -> Bundle:
    """*bundle* without its mistakes, and with time enough to find a small input on a machine that is busy."""
    limits, inputs = bundle.limits, bundle.inputs
    if inputs is not None:
        seconds = _SEARCH_SECONDS
        inputs = inputs.model_copy(update={"inputs": inputs.inputs.model_copy(update={"seconds": seconds})})
        limits = limits.model_copy(update={"wall_seconds": limits.wall_seconds + 3 * seconds})
    return bundle.model_copy(update={"mistakes": {}, "inputs": inputs, "limits": limits})


def faults_of(exercise: LoadedExercise, answers: Sequence[WrongAnswer]) -> list[Fault]:
    """What is wrong with the way in which *answers* fail."""
    found: list[Fault] = []
    trials: list[Trial] = []
    signatures: dict[str, str] = {}
    for answer in answers:
        try:
            runs = [run.result() for run in answer.runs]
        except SubmissionRejected as error:
            found.append(exercise.part.fault(answer.where, f"{answer.what} cannot be handed in: {error}"))
            continue
        trials += runs
        problem = _problem(answer, runs, signatures)
        if problem:
            found.append(exercise.part.fault(answer.where, f"{answer.what} {problem}"))
    found += _faults_of_inputs(exercise, trials)
    return found


def _problem(answer: WrongAnswer, runs: Sequence[Trial], signatures: dict[str, str]) -> str:
    """What is wrong with one answer; *signatures* tells how those before it failed."""
    first = runs[0]
    if first.report.verdict is Verdict.GRADER_ERROR:
        return f"cannot be graded: {first.reason()}"
    if any(run.passed for run in runs):
        return "" if answer.may_pass else "passes: the hidden tests do not notice what is wrong"
    if not answer.name:
        return ""
    ways = {run.report.signature for run in runs}
    if len(ways) > 1:
        return "fails in another way from run to run: learners who give it will not always be told"
    same = next((name for name, signature in signatures.items() if signature in ways), None)
    if same is not None:
        return f"fails just as {same!r} does: learners who give it are told what belongs to {same!r}"
    signatures[answer.name] = first.report.signature
    return ""


def _faults_of_inputs(exercise: LoadedExercise, trials: Sequence[Trial]) -> list[Fault]:
    """Whether a small input was found for at least one of them."""
    failed = [trial for trial in trials if not trial.passed]
    if exercise.exercise.inputs is None or not failed or any(trial.report.twin for trial in failed):
        return []
    reason = next((trial.twin_fault for trial in failed if trial.twin_fault), "")
    if reason:
        return [exercise.part.fault(("inputs",), f"no small input can be looked for: {reason}")]
    message = "no small input was found on which any of the wrong answers differs from the reference"
    return [exercise.part.fault(("inputs",), message, warning=True)]
