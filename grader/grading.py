"""Grading, the whole story: a submission and an exercise go into a sandbox, a report comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog

from grader.bundles import Bundle
from grader.mistakes import KnownMistakes
from grader.reports import Outcome, Report
from grader.sandbox.service import Sandbox
from grader.sandbox.session import End
from grader.sandbox.wire import TestFrame
from grader.scoring import report_of
from grader.written import needs_no_sandbox, report_of_answers

log = structlog.get_logger(__name__)

OnTest = Callable[[int, int, Outcome], None]
"""Told of each test that ended: its number in the report counted from 1, how many there are, its outcome."""

_KNOWN = KnownMistakes()
"""Of this process. What is kept in it follows from a bundle's digest alone."""


def grade(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox, *, on_test: OnTest | None = None) -> Report:
    """Grades one submission.

    Raises `SandboxUnavailable` when nothing could be run, which is worth a retry. Everything else, whatever the
    submission does, is a report. A quiz and a text ask nothing of the sandbox; a text is left to a person.
    """
    if needs_no_sandbox(bundle):
        return grade_answers(files, bundle, on_test=on_test)
    numbers = {test.name: number for number, test in enumerate(bundle.tests, start=1)}

    def tell(frame: TestFrame) -> None:
        if on_test is not None:
            on_test(numbers[frame.name], len(numbers), frame.outcome)

    run = sandbox.run(bundle, files, on_test=tell)
    if run.end in {End.FAULT, End.BROKEN}:
        log.error("an exercise could not be graded", exercise=bundle.exercise, end=run.end, fault=run.fault)
    report = report_of(bundle, run)
    return report.model_copy(update={"mistake": _KNOWN.name_for(report, bundle, sandbox)})


def grade_answers(files: Mapping[str, bytes], bundle: Bundle, *, on_test: OnTest | None = None) -> Report:
    """Grades a quiz, or says of a text that it waits for a person. Nothing is run."""
    report = report_of_answers(bundle, files)
    for number, test in enumerate(report.tests, start=1):
        if on_test is not None:
            on_test(number, len(report.tests), test.outcome)
    return report
