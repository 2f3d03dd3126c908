"""One answer in the sandbox, with what only an author may see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.bundles import Bundle
from grader.reports import Outcome, Report, Show, Verdict
from grader.sandbox.service import Sandbox
from grader.scoring import report_of
from grader.submissions import checked_files


@dataclass(frozen=True)
class Trial:
    """What came of it."""

    report: Report
    fault: str = ""
    """What is wrong with the exercise, where the verdict is `grader_error`."""
    twin_fault: str = ""
    """Why no small input could be looked for."""

    @property
    def passed(self) -> bool:
        """Whether it did."""
        return self.report.verdict is Verdict.PASSED

    def reason(self) -> str:
        """Why it did not pass, in one line."""
        if self.fault or self.report.error:
            return self.fault or self.report.error or ""
        failed = [test for test in self.report.tests if test.outcome is not Outcome.PASSED]
        if not failed:
            return "no test gives any points"
        first = failed[0]
        values = f"expected {first.expected}, got {first.actual}" if first.expected is not None else first.message
        more = f"; {len(failed) - 1} more did not pass" if len(failed) > 1 else ""
        return f"{first.name} did not pass: {values or first.outcome}{more}".replace("\n", " ")


def tried(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox) -> Trial:
    """Runs an answer. Raises `SubmissionRejected` where it cannot be handed in, and `SandboxUnavailable`."""
    run = sandbox.run(bundle, checked_files(files, bundle.files))
    twin_fault = run.done.twin_fault if run.done is not None else None
    return Trial(report_of(bundle, run), run.fault, twin_fault or "")


def plain(bundle: Bundle) -> Bundle:
    """*bundle* without what only learners need: known mistakes, and small inputs."""
    return bundle.model_copy(update={"mistakes": {}, "inputs": None})


def with_details(bundle: Bundle) -> Bundle:
    """*bundle* with nothing hidden: for its author."""
    shown = [test.model_copy(update={"show": Show.DETAILS}) for test in bundle.tests]
    return bundle.model_copy(update={"tests": shown})
