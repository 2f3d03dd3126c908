"""From what a container said to the report: points, verdict, and only what the learner may see. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from grader.bundles import Bundle, BundledTest, digest_of
from grader.explanations import sentence
from grader.model import Limits, pick
from grader.reports import (
    MAX_REPORT_BYTES,
    MAX_TEXT,
    Explanation,
    Outcome,
    Output,
    Report,
    SandboxFacts,
    Show,
    TestResult,
    Twin,
    Usage,
    Verdict,
)
from grader.sandbox.session import End, SandboxRun
from grader.sandbox.wire import TestFrame

SHORT_TEXT = 300
ARGS_OF_HIDDEN_TESTS = frozenset({"file", "line", "seconds", "type"})
"""All that an explanation may hold of a test whose author hides the details: no call and no value."""
_NOT_RUN = Explanation(code="not_run")


def report_of(bundle: Bundle, run: SandboxRun) -> Report:
    """The report of one run. `passed` takes a `passed` of every test with points; silence is never a pass."""
    results = [
        _result(number, test, run.tests.get(test.name), bundle.language) for number, test in enumerate(bundle.tests, 1)
    ]
    verdict, explanation = _verdict(run, results)
    report = Report(
        exercise=bundle.exercise,
        exercise_digest=digest_of(bundle.to_bytes()),
        verdict=verdict,
        score=score_of(results) if verdict is not Verdict.GRADER_ERROR else 0.0,
        tests=results,
        output=_output(run),
        usage=_usage(run),
        sandbox=SandboxFacts(image=run.image, isolation=bundle.isolation),
        error=sentence(explanation.code, explanation.args) if explanation else None,
        explanation=explanation,
        twin=_twin(run) if verdict not in {Verdict.PASSED, Verdict.GRADER_ERROR} else None,
        signature=_signature(verdict, explanation, results, run),
    )
    return shortened(report)


def _verdict(run: SandboxRun, results: list[TestResult]) -> tuple[Verdict, Explanation | None]:
    if run.end in {End.FAULT, End.BROKEN}:
        return Verdict.GRADER_ERROR, Explanation(code="grader_error")
    if run.end is End.DEADLINE:
        return Verdict.TIMED_OUT, _limit("timed_out", run.limits)
    if run.end is End.OUT_OF_MEMORY:
        return Verdict.OUT_OF_MEMORY, _limit("out_of_memory", run.limits)
    if run.done is None:
        raise ValueError("a run that is done has no last frame")
    if run.done.load_error is not None or run.done.stop == "ended":
        return Verdict.ERROR, _short_args(run.done.load_error or Explanation(code="ended"))
    if run.done.stop is not None:
        return Verdict(run.done.stop), _limit(run.done.stop, run.limits)
    if all_passed(results):
        return Verdict.PASSED, None
    if any(result.outcome is Outcome.TIMED_OUT for result in results):
        seconds = f"{run.limits.test_seconds:g}"
        return Verdict.TIMED_OUT, Explanation(code="test_timed_out", args={"seconds": seconds})
    return Verdict.FAILED, None


def all_passed(results: Sequence[TestResult]) -> bool:
    """Whether every test with points passed; where none has any, whether every test did."""
    counting = [result for result in results if result.max_points > 0] or results
    return bool(counting) and all(result.outcome is Outcome.PASSED for result in counting)


def score_of(results: Sequence[TestResult]) -> float:
    """The points of the tests that passed, divided by all points."""
    possible = sum(result.max_points for result in results)
    if possible == 0:
        return float(all_passed(results))
    return min(1.0, round(sum(result.points for result in results) / possible, 6))


def signature(parts: Iterable[str]) -> str:
    """What is the same for two submissions that fail in the same way, made of *parts* that say how they failed."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _signature(verdict: Verdict, explanation: Explanation | None, results: list[TestResult], run: SandboxRun) -> str:
    if verdict in {Verdict.PASSED, Verdict.GRADER_ERROR}:
        return ""
    parts = [verdict.value]
    if explanation is not None and verdict is not Verdict.TIMED_OUT:  # which of two limits came first is chance
        parts.append(f"{explanation.code} {explanation.args.get('type', '')}")
    for result in results:
        if result.outcome is not Outcome.PASSED:
            frame = run.tests.get(result.name)
            parts.append(f"{result.name} {result.outcome} {frame.fingerprint if frame else ''}")
    return signature(parts)


def _twin(run: SandboxRun) -> Twin | None:
    """What the judge found; nothing of it is of a hidden test, so it needs no `show`."""
    return run.done.twin if run.done else None


def _limit(code: str, limits: Limits) -> Explanation:
    """The explanation of a limit that was hit, with the limit in it."""
    return Explanation(
        code=code,
        args={
            "seconds": f"{limits.wall_seconds:g}",
            "memory_mb": str(limits.memory_mb),
            "output_kb": str(limits.output_kb),
            "disk_mb": str(limits.disk_mb),
        },
    )


def _result(number: int, test: BundledTest, frame: TestFrame | None, language: str) -> TestResult:
    """What the report says of one test; *frame* is None for one that the judge never reported."""
    outcome = frame.outcome if frame else Outcome.ERROR
    passed = outcome is Outcome.PASSED
    title = pick(test.title, language) if test.show is not Show.NOTHING else ""
    result = TestResult(
        name=test.name,
        title=cut(title or f"Test {number}", SHORT_TEXT),
        outcome=outcome,
        points=test.points if passed else 0.0,
        max_points=test.points,
        show=test.show,
        hint=None if passed or test.show is Show.NOTHING else cut(pick(test.hint, language)) or None,
        duration_ms=round(frame.duration_ms, 3) if frame else 0.0,
    )
    if passed or test.show is Show.NOTHING:
        return result
    return result.model_copy(update=_details(test, frame))


def _details(test: BundledTest, frame: TestFrame | None) -> dict[str, object]:
    """Why it did not pass, as far as its author lets it be seen.

    The judge withholds what is hidden; it is left out here once more, so that one mistake there tells nothing.
    """
    explanation = _short_args((frame.explanation if frame else _NOT_RUN) or Explanation(code="check_failed"))
    if test.show is not Show.DETAILS or frame is None:
        allowed = {name: text for name, text in explanation.args.items() if name in ARGS_OF_HIDDEN_TESTS}
        explanation = Explanation(code=explanation.code, args=allowed)
        return {"explanation": explanation, "message": sentence(explanation.code, explanation.args)}
    return {
        "explanation": explanation,
        "message": cut(frame.message or sentence(explanation.code, explanation.args)),
        "expected": None if frame.expected is None else cut(frame.expected),
        "actual": None if frame.actual is None else cut(frame.actual),
    }


def _short_args(explanation: Explanation) -> Explanation:
    return Explanation(code=explanation.code, args={name: cut(text) for name, text in explanation.args.items()})


def _output(run: SandboxRun) -> Output:
    if run.done is None:
        return Output()
    room = run.limits.output_kb * 1024
    stdout = cut(run.done.stdout, room)
    stderr = cut(run.done.stderr, room - len(stdout))
    shorter = len(stdout) + len(stderr) < len(run.done.stdout) + len(run.done.stderr)
    return Output(stdout=stdout, stderr=stderr, truncated=run.done.truncated or shorter)


def _usage(run: SandboxRun) -> Usage:
    if run.done is None:
        return Usage(wall_ms=run.wall_ms)
    return Usage(
        wall_ms=round(run.done.wall_ms),
        cpu_ms=round(run.done.cpu_ms),
        peak_memory_bytes=run.done.peak_memory_bytes,
    )


def cut(text: str, length: int = MAX_TEXT) -> str:
    """*text*, or as much of it as fits, with an ellipsis."""
    return text if len(text) <= length else text[: max(0, length - 1)] + "…"[: max(0, length)]


def shortened(report: Report) -> Report:
    """The report with its texts cut until it is no larger than any part of the way allows."""
    for length in (1_000, 200, 0):
        if len(report.model_dump_json().encode()) <= MAX_REPORT_BYTES:
            return report
        report = report.model_copy(
            update={
                "tests": [_with_texts_of(test, length) for test in report.tests],
                "output": Output(
                    stdout=cut(report.output.stdout, 50 * length),
                    stderr=cut(report.output.stderr, 50 * length),
                    truncated=True,
                ),
            }
        )
    return report


def _with_texts_of(test: TestResult, length: int) -> TestResult:
    def cut_if_any(text: str | None) -> str | None:
        return None if text is None else cut(text, length)

    explanation = test.explanation
    if explanation is not None:
        args = {name: cut(text, length) for name, text in explanation.args.items()}
        explanation = Explanation(code=explanation.code, args=args)
    return test.model_copy(
        update={
            "message": cut(test.message, length),
            "expected": cut_if_any(test.expected),
            "actual": cut_if_any(test.actual),
            "hint": cut_if_any(test.hint),
            "explanation": explanation,
        }
    )
