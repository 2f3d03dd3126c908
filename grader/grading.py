"""Grading, the whole story: a submission and an exercise go into a sandbox, a report comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog

from grader.bundles import Bundle
from grader.reports import Outcome, Report
from grader.sandbox.service import Sandbox
from grader.sandbox.session import End
from grader.sandbox.wire import TestFrame
from grader.scoring import report_of

log = structlog.get_logger(__name__)

OnTest = Callable[[int, int, Outcome], None]
"""Told of each test that ended: its number in the report counted from 1, how many there are, its outcome."""


def grade(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox, *, on_test: OnTest | None = None) -> Report:
    """Grades one submission.

    Raises `SandboxUnavailable` when nothing could be run, which is worth a retry. Everything else, whatever the
    submission does, is a report.
    """
    numbers = {test.name: number for number, test in enumerate(bundle.tests, start=1)}

    def tell(frame: TestFrame) -> None:
        if on_test is not None:
            on_test(numbers[frame.name], len(numbers), frame.outcome)

    run = sandbox.run(bundle, files, on_test=tell)
    if run.end in {End.FAULT, End.BROKEN}:
        log.error("an exercise could not be graded", exercise=bundle.exercise, end=run.end, fault=run.fault)
    return report_of(bundle, run)
