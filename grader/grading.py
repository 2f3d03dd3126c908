"""Grading, the whole story: a submission and an exercise go into a sandbox, a report comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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

OnTests = Callable[[Mapping[int, Outcome], int], None]
"""Told of the tests that ended: by their numbers in the report, counted from 1, and how many there are in all."""

_KNOWN = KnownMistakes()
"""Of this process. What is kept in it follows from a bundle's digest alone."""


def grade(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox, *, on_tests: OnTests | None = None) -> Report:
    """Grades one submission.

    Raises `SandboxUnavailable` when nothing could be run, which is worth a retry. Everything else, whatever the
    submission does, is a report. A quiz and a text ask nothing of the sandbox; a text is left to a person.
    """
    if needs_no_sandbox(bundle):
        return grade_answers(files, bundle, on_tests=on_tests)
    numbers = {test.name: number for number, test in enumerate(bundle.tests, start=1)}

    def tell(frames: Sequence[TestFrame]) -> None:
        if on_tests is not None:
            on_tests({numbers[frame.name]: frame.outcome for frame in frames}, len(numbers))

    run = sandbox.run(bundle, files, on_tests=tell)
    if run.end in {End.FAULT, End.BROKEN}:
        log.error("an exercise could not be graded", exercise=bundle.exercise, end=run.end, fault=run.fault)
    report = report_of(bundle, run)
    return report.model_copy(update={"mistake": _KNOWN.name_for(report, bundle, sandbox)})


def grade_answers(files: Mapping[str, bytes], bundle: Bundle, *, on_tests: OnTests | None = None) -> Report:
    """Grades a quiz, or says of a text that it waits for a person. Nothing is run."""
    report = report_of_answers(bundle, files)
    if on_tests is not None:
        on_tests({number: test.outcome for number, test in enumerate(report.tests, start=1)}, len(report.tests))
    return report
