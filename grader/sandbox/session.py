"""One submission in one container: hand over the job, take what the judge says, say how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from grader.bundles import Bundle
from grader.errors import HarnessProtocolError, SandboxUnavailable
from grader.model import Limits
from grader.sandbox.docker import Container
from grader.sandbox.wire import (
    PROTOCOL,
    CompiledFrame,
    DoneFrame,
    FaultFrame,
    Frame,
    FrameReader,
    ReadyFrame,
    TestFrame,
    job_frame,
    prepare_frame,
)

READY_SECONDS = 30
"""A harness that is not ready by then never will be; on a busy machine it takes a second."""
MARGIN_SECONDS = 3
"""The judge ends a run at the wall limit by itself; one that has not by then is ended from outside."""


class End(StrEnum):
    """What ended a run, as the host saw it."""

    DONE = "done"
    FAULT = "fault"
    """The judge says that the exercise is at fault."""
    DEADLINE = "deadline"
    """The judge did not answer in time: the container was ended from outside."""
    OUT_OF_MEMORY = "out_of_memory"
    """The kernel ended the judge, since the container's memory was full."""
    BROKEN = "broken"
    """The judge ended without a word, or said what it may not say. Never the learner's doing, as far as we know."""


@dataclass(slots=True)
class SandboxRun:
    """What came of one submission in one container; everything in it was checked."""

    limits: Limits
    image: str
    tests: dict[str, TestFrame] = field(default_factory=dict)
    end: End = End.BROKEN
    done: DoneFrame | None = None
    fault: str = ""
    """For the operator's log: what was wrong, for `FAULT` and `BROKEN`."""
    wall_ms: int = 0


OnTests = Callable[[Sequence[TestFrame]], None]
"""Told of the tests that ended, of several at once where they took no time."""


def wait_until_ready(container: Container, harness: str) -> None:
    """Returns when the container can take a job.

    Raises `SandboxUnavailable` when it does not get ready, or when its harness is not *harness*.
    """
    deadline = time.monotonic() + READY_SECONDS
    reader = FrameReader()
    try:
        while untrusted_data := container.receive(deadline):
            for frame in reader.frames(untrusted_data):
                _check_ready(frame, harness)
                return
    except (TimeoutError, HarnessProtocolError) as error:
        raise SandboxUnavailable(f"a container did not get ready: {error!r} {container.stderr}") from error
    raise SandboxUnavailable(f"a container ended before it was ready: {container.stderr}")


def _check_ready(frame: Frame, harness: str) -> None:
    if not isinstance(frame, ReadyFrame) or frame.protocol != PROTOCOL:
        raise SandboxUnavailable(f"a container began with {type(frame).__name__}")
    if harness and frame.harness != harness:
        raise SandboxUnavailable(f"the image's harness is {frame.harness}; this worker needs {harness}")


def compile_tests(container: Container, bundle: Bundle) -> dict[str, str]:
    """What a judge made of the tests of *bundle*, for `run_job`; the container is used up.

    No submission was in it, so nobody but the author of the tests can have a hand in what comes out. Raises
    `HarnessProtocolError`, `TimeoutError` or `SandboxUnavailable` when nothing did.
    """
    deadline = time.monotonic() + bundle.limits.wall_seconds + MARGIN_SECONDS
    reader = FrameReader()
    container.send(prepare_frame(bundle), deadline)
    while untrusted_data := container.receive(deadline):
        for frame in reader.frames(untrusted_data):
            if not isinstance(frame, CompiledFrame):
                raise HarnessProtocolError(f"{type(frame).__name__} came instead of compiled tests")
            return frame.compiled
    raise HarnessProtocolError("the judge ended without compiled tests")


def run_job(
    container: Container,
    bundle: Bundle,
    files: Mapping[str, bytes],
    *,
    on_tests: OnTests | None,
    record: bool,
    compiled: Mapping[str, str] | None = None,
) -> SandboxRun:
    """Grades *files* in a container that is ready; *bundle* has its final limits.

    Nothing that the judge or the learner do makes this raise or wait for longer than the wall limit and a margin;
    `SandboxUnavailable` means that the engine failed.
    """
    run = SandboxRun(limits=bundle.limits, image="")
    started = time.monotonic()
    deadline = started + bundle.limits.wall_seconds + MARGIN_SECONDS
    names = {test.name for test in bundle.tests}
    reader = FrameReader()
    try:
        container.send(job_frame(bundle, files, record=record, compiled=compiled), deadline)
        while run.end is End.BROKEN and (untrusted_data := container.receive(deadline)):
            known = len(run.tests)
            for frame in reader.frames(untrusted_data):
                _take(run, frame, names)
            if on_tests is not None and len(run.tests) > known:
                on_tests(list(run.tests.values())[known:])
        if run.end is End.BROKEN:
            _say_how_it_broke(run, container)
    except TimeoutError:
        run.end = End.DEADLINE
    except HarnessProtocolError as error:
        run.end, run.fault = End.BROKEN, str(error)
    run.wall_ms = round((time.monotonic() - started) * 1000)
    return run


def _take(run: SandboxRun, frame: Frame, names: set[str]) -> None:
    """Adds one frame to the run. Each test may be reported once, and nothing may come after the end."""
    if run.end is not End.BROKEN:
        raise HarnessProtocolError(f"{type(frame).__name__} came after the end")
    match frame:
        case TestFrame():
            if frame.name not in names or frame.name in run.tests:
                raise HarnessProtocolError("a test was reported that is not of the exercise, or twice")
            run.tests[frame.name] = frame
        case DoneFrame():
            run.end, run.done = End.DONE, frame
        case FaultFrame():
            run.end, run.fault = End.FAULT, frame.what
        case ReadyFrame() | CompiledFrame():
            raise HarnessProtocolError(f"{type(frame).__name__} is no answer to a job")


def _say_how_it_broke(run: SandboxRun, container: Container) -> None:
    """The stream ended without D or F. Only the kernel's memory killer is something that a learner can cause."""
    ending = container.ending()
    if ending.out_of_memory:
        run.end = End.OUT_OF_MEMORY
    else:
        run.fault = f"the judge ended without a result, status {ending.exit_code}: {container.stderr}"
