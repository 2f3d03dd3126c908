"""How good hidden tests are: which small mistakes in the reference they notice. Mutants run in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from grader.bundles import Bundle
from grader.packs.mutants import Mutant
from grader.proving.trials import plain
from grader.reports import Outcome, Report, Verdict
from grader.sandbox.service import Sandbox
from grader.sandbox.wire import TestFrame
from grader.scoring import report_of

THREADS = 2
_SLOWER = 20
"""A mutant that takes so many times as long as the reference will not end."""
_LEAST_TEST_SECONDS = 2.0
"""Less would take a mutant on a busy machine for one that never ends."""
_LEAST_WALL_SECONDS = 5.0


@dataclass(frozen=True)
class MutationScore:
    """What came of all mutants of one exercise."""

    killed: int
    survivors: tuple[Mutant, ...]
    """Mutants that passed: the tests accept these mistakes."""

    @property
    def mutants(self) -> int:
        """How many there were."""
        return self.killed + len(self.survivors)

    @property
    def score(self) -> float:
        """Share of the mutants that the tests noticed, from 0 to 1; 1 where there was none."""
        return self.killed / self.mutants if self.mutants else 1.0


class _Fate(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    UNKNOWN = "unknown"


class _Noticed(Exception):  # noqa: N818 - ends a run, and is no error
    """A test did not pass: the mutant is known to be noticed, and the container may go."""


def run_mutants(
    mutants: Sequence[Mutant],
    bundle: Bundle,
    reference: Mapping[str, bytes],
    sandbox: Sandbox,
    *,
    reference_report: Report | None = None,
    threads: int = THREADS,
) -> MutationScore:
    """Runs *mutants* of *reference*, several at a time, each until the first test that does not pass.

    *reference_report* tells how long a test takes, so that a mutant that runs for ever is given up sooner. A mutant
    whose run was our own fault counts as none. Raises `SandboxUnavailable`.
    """
    quick = _quick(bundle, reference_report)

    def fate(mutant: Mutant) -> _Fate:
        return _fate_of({**reference, mutant.file: mutant.source}, quick, sandbox)

    with ThreadPoolExecutor(threads, "mutants") as pool:
        fates = list(pool.map(fate, mutants))
    return MutationScore(
        killed=fates.count(_Fate.KILLED),
        survivors=tuple(one for one, fate in zip(mutants, fates, strict=True) if fate is _Fate.SURVIVED),
    )


def _fate_of(files: Mapping[str, bytes], bundle: Bundle, sandbox: Sandbox) -> _Fate:
    counting = {test.name for test in bundle.tests if test.points > 0} or {test.name for test in bundle.tests}

    def end_at_the_first(frames: Sequence[TestFrame]) -> None:
        if any(frame.name in counting and frame.outcome is not Outcome.PASSED for frame in frames):
            raise _Noticed

    try:
        verdict = report_of(bundle, sandbox.run(bundle, files, on_tests=end_at_the_first)).verdict
    except _Noticed:
        return _Fate.KILLED
    if verdict is Verdict.GRADER_ERROR:
        return _Fate.UNKNOWN
    return _Fate.SURVIVED if verdict is Verdict.PASSED else _Fate.KILLED


def _quick(bundle: Bundle, report: Report | None) -> Bundle:
    """*bundle* without what only learners need, and with less time where the reference is quick."""
    limits = bundle.limits
    if report is not None:
        longest = max((test.duration_ms for test in report.tests), default=0.0) / 1000
        test_seconds = max(_LEAST_TEST_SECONDS, _SLOWER * longest)
        wall_seconds = max(_LEAST_WALL_SECONDS, _SLOWER * report.usage.wall_ms / 1000)
        lowered = {
            "test_seconds": min(limits.test_seconds, test_seconds),
            "wall_seconds": min(limits.wall_seconds, wall_seconds),
        }
        limits = limits.model_copy(update=lowered)
    return plain(bundle).model_copy(update={"limits": limits})
