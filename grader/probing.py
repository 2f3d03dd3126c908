"""Runs the probes of `grader.probes` in the real sandbox and says which protection does not act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.model import Limits
from grader.reports import Outcome, Show, Verdict
from grader.sandbox.service import Sandbox

PROBES = Path(__file__).with_name("probes")
ATTEMPTS = {
    "network": "no socket reaches beyond the container",
    "system_calls": "the seccomp profile refuses what reaches into the kernel",
    "privileges": "no capability and no way back to root",
    "user": "the submission runs as a user of its own",
    "read_only_root": "nothing can be written outside /work",
    "tests": "the hidden tests cannot be read",
    "other_processes": "judge and init cannot be reached",
}
LIMITS = {
    "memory": Verdict.OUT_OF_MEMORY,
    "processes": Verdict.PROCESS_LIMIT,
    "disk": Verdict.DISK_LIMIT,
    "output": Verdict.OUTPUT_LIMIT,
    "time": Verdict.TIMED_OUT,
}
_ANSWER_TEST = "from probe import answer\n\n\ndef test_answer():\n    assert answer() == 42\n"
_LIMITS = Limits(wall_seconds=3, test_seconds=3)


@dataclass(frozen=True, slots=True)
class Proof:
    """What one probe showed."""

    name: str
    promise: str
    holds: bool
    seen: str


def prove_isolation(sandbox: Sandbox) -> Iterator[Proof]:
    """Tries what no submission may do; all in one container, since each is refused on its own."""
    bundle = Bundle(
        exercise="probes/isolation",
        files=["attempts.py"],
        hidden={"test_attempts.py": (PROBES / "test_attempts.py").read_text(encoding="utf-8")},
        tests=[BundledTest(name=f"test_{name}", file="test_attempts.py", show=Show.DETAILS) for name in ATTEMPTS],
    )
    report = grade({"attempts.py": (PROBES / "attempts.py").read_bytes()}, bundle, sandbox)
    for (name, promise), test in zip(ATTEMPTS.items(), report.tests, strict=True):
        holds = test.outcome is Outcome.PASSED
        seen = "" if holds else test.actual or test.message or str(report.verdict)
        yield Proof(name, promise, holds, seen)


def prove_honesty(sandbox: Sandbox) -> Proof:
    """Tries to forge a verdict."""
    verdict = _verdict_of("forgery", sandbox)
    holds = verdict is Verdict.FAILED
    return Proof("verdict", "a submission cannot write its own verdict", holds, f"verdict {verdict}")


def prove_limits(sandbox: Sandbox) -> Iterator[Proof]:
    """Runs into each limit once."""
    for name, wanted in LIMITS.items():
        verdict = _verdict_of(name, sandbox)
        yield Proof(f"{name} limit", f"ends as {wanted}", verdict is wanted, f"verdict {verdict}")


def _verdict_of(probe: str, sandbox: Sandbox) -> Verdict:
    bundle = Bundle(
        exercise=f"probes/{probe}",
        files=["probe.py"],
        hidden={"test_probe.py": _ANSWER_TEST},
        tests=[BundledTest(name="test_answer", file="test_probe.py", show=Show.DETAILS)],
        limits=_LIMITS,
    )
    return grade({"probe.py": (PROBES / "limits" / f"{probe}.py").read_bytes()}, bundle, sandbox).verdict
