"""Our own library call, on a pool that stands ready: what a worker does with a job, without the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.peers import EXERCISE
from grader.grading import grade
from grader.packs.reader import read_exercise
from grader.reports import Verdict
from grader.sandbox.service import DockerSandbox


def image() -> str:
    """The sandbox image of this checkout. Raises `SandboxUnavailable` when it is not built."""
    with DockerSandbox() as sandbox:
        return sandbox.image("python")


@contextmanager
def warm_grader() -> Iterator[Callable[[], None]]:
    """A call that grades the benchmark's reference; raises when it does not pass."""
    loaded = read_exercise(EXERCISE)
    bundle = loaded.bundle()

    def grade_once() -> None:
        report = grade(loaded.reference, bundle, sandbox)
        if report.verdict is not Verdict.PASSED:
            raise RuntimeError(f"the reference got {report.verdict}: {report.error}")

    with DockerSandbox(pool_size=4, worker="bench") as sandbox:
        sandbox.keep_ready(2, limits=bundle.limits)
        yield grade_once
