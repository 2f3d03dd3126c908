"""The judge: holds the tests, runs them, and alone speaks to the host. Started before any job, as user `judge`.

The submission never runs here. What it answers comes over the bridge and is judged here.
"""

from __future__ import annotations

import base64
import gc
import os
import platform
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bridge.errors import ProtocolError, SubmissionStopped
from bridge.judge_side import Call, JudgePeer
from bridge.policy import Policy
from explanations import explain_load, origin_of
from frames import HostChannel
from imports import SubmissionFinder
from mirror import Mirror
from process import Clock, JudgeChannel, Printed, fresh_learner
from testrun import TestRun, Watched, on_alarm, pytest_arguments, watch_unittest
from texts import clean
from usage import Counters, peak_memory_bytes

PROTOCOL = 1
_MAX_RESTARTS = 6
_CONTROL = 3
_SHOWN_BYTES = 200_000


@dataclass
class Run:
    """One grading: a bundle, a submission, and what came of it so far."""

    bundle: dict[str, Any]
    files: dict[str, bytes]
    host: HostChannel
    control: socket.socket
    root: Path
    record: bool = False
    stop: str | None = None
    load_error: tuple[str, dict[str, str]] | None = None
    shown: dict[str, list[str]] = field(default_factory=lambda: {"stdout": [], "stderr": []})

    def __post_init__(self) -> None:
        limits = self.bundle["limits"]
        self.printed = Printed(int(limits["output_kb"]) * 1024)
        self.clock = Clock(float(limits["test_seconds"]), float(limits["wall_seconds"]))
        self.counters = Counters.now()
        self.channel: JudgeChannel | None = None
        self.restarts = -1
        self.reported: set[str] = set()
        bridge = self.bundle.get("bridge", {})
        policy = Policy(
            {name: frozenset(methods) for name, methods in bridge.get("operators", {}).items()},
            dict(bridge.get("equality", {})),
            frozenset(bridge.get("truth", ())),
            record=self.record,
        )
        self.peer = JudgePeer(self._revive, self._end, self._cause_of_death, policy)
        self.peer.files = self.files
        self.peer.answered = self._replay
        self.run: TestRun | None = None

    # The learner process.

    def first_learner(self, channel: JudgeChannel | None) -> None:
        """Takes the process that was started before the job came."""
        self.channel = channel

    def _revive(self) -> JudgeChannel:
        self.restarts += 1
        if self.restarts > _MAX_RESTARTS:
            raise SubmissionStopped("not_run")
        if self.restarts > 0 or self.channel is None:
            self.channel = fresh_learner(self.control, self.printed, self.clock)
        return self.channel

    def _end(self) -> None:
        if self.channel is not None:
            with suppress(SubmissionStopped, OSError):
                self.channel.close()
        self._replay()

    def _cause_of_death(self) -> SubmissionStopped:
        now, limits = Counters.now(), self.bundle["limits"]
        if now.oom_kills > self.counters.oom_kills:
            return SubmissionStopped("out_of_memory", memory_mb=str(limits["memory_mb"]))
        if now.refused_processes > self.counters.refused_processes:
            return SubmissionStopped("process_limit")
        return SubmissionStopped("process_ended")

    def _replay(self) -> None:
        """What was printed goes into the test's captured output, and to the learner where inputs may be seen."""
        current = self.run.current if self.run else None
        for name, stream in (("stdout", sys.stdout), ("stderr", sys.stderr)):
            text = self.printed.take(name)
            if not text:
                continue
            if current is not None:
                stream.write(text)
            if current is None or current.details:
                self.shown[name].append(text)

    def stopped(self, code: str) -> None:
        """Notes the first limit that the submission ran into."""
        names = {"test_timed_out": "timed_out", "process_ended": "ended", "protocol": "ended", "not_run": None}
        self.stop = self.stop or names.get(code, code)

    # The tests.

    def execute(self) -> None:
        """Writes the tests, runs them, and sends `T` frames and the final `D` or `F`."""
        started = time.monotonic()
        self.clock.start_run()
        expected = self.bundle["files"]
        if not any(self.files.get(name, b"").strip() for name in expected):
            self.load_error = "load_empty", {"file": expected[0]}
            self._done(started)
            return
        self.clock.start_test()
        finder = SubmissionFinder(self.peer, self.bundle["files"])
        finder.install()
        Mirror(self.peer).install()
        self.run = TestRun(
            self._lay_out(), Watched(self.clock, self._forget_call, self._last_call, self.stopped), self._report
        )
        watch_unittest(self.run)
        paths = [str(self.root / name) for name in ("tests", "examples") if (self.root / name).is_dir()]
        fault = ""
        try:
            signal.setitimer(signal.ITIMER_REAL, self.clock.test_seconds + 1)  # loading; each test sets its own
            pytest.main(pytest_arguments(str(self.root), paths), plugins=[self.run])
        except SubmissionStopped as error:
            self.stopped(error.code)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if self.run.collection_error is not None and not self._explain_load(self.run.collection_error, finder):
            found = self.run.collection_error
            fault = f"the tests could not be loaded: {type(found).__name__}: {clean(str(found), 500)}"
        self.peer.end()
        if fault:
            self.host.send("F", {"what": fault})
        else:
            self._done(started)

    def _lay_out(self) -> list[dict[str, Any]]:
        """Writes the tests below the judge's own folder; returns the bundle's tests with their paths."""
        for folder, files in (("tests", self.bundle["hidden"]), ("examples", self.bundle["visible"])):
            for name, text in files.items():
                path = self.root / folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        support = self.root / "support"
        for name, text in self.bundle.get("support", {}).items():
            path = support / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        sys.path.insert(0, str(support))
        (self.root / "pytest.ini").write_text(
            "[pytest]\npython_files = test_*.py *_test.py\nmarkers =\n    task: part of the exercise\n"
        )
        os.chdir(self.root)
        return [
            spec | {"path": str(self.root / ("examples" if spec["visible"] else "tests") / spec["file"])}
            for spec in self.bundle["tests"]
        ]

    def _forget_call(self) -> None:
        self.peer.last_call = Call()

    def _last_call(self) -> Call:
        return self.peer.last_call

    def _report(self, content: dict[str, Any]) -> None:
        text = str(content.get("explanation", {}).get("args", {}).get("text", ""))
        if "No space left on device" in text or "File too large" in text:
            self.stopped("disk_limit")
        self.reported.add(content["name"])
        self.host.send("T", content)

    def _explain_load(self, error: BaseException, finder: SubmissionFinder) -> bool:
        """Whether *error* is the submission's; then it is explained.

        Tests that import nothing of the submission cannot blame it.
        """
        file = self.bundle["files"][0]
        if isinstance(error, SubmissionStopped):
            self.stopped(error.code)
            if error.code in {"process_ended", "protocol"}:
                self.load_error = explain_load(error, file)
            return True
        blamed = finder.load_error or error
        missing = isinstance(error, ImportError) and error.name in {
            name.removesuffix(".py").replace("/", ".") for name in self.bundle["files"]
        }
        if origin_of(blamed) is None and not missing:
            return False
        self.load_error = explain_load(blamed, file)
        return True

    def _done(self, started: float) -> None:
        now = Counters.now()
        if now.oom_kills > self.counters.oom_kills:
            self.stop = "out_of_memory"
        elif now.refused_processes > self.counters.refused_processes and self.stop in (None, "ended"):
            self.stop = "process_limit"
        texts = {name: "".join(parts) for name, parts in self.shown.items()}
        self.host.send(
            "D",
            {
                "load_error": {"code": self.load_error[0], "args": self.load_error[1]} if self.load_error else None,
                "stop": self.stop,
                **{name: clean(text, _SHOWN_BYTES) for name, text in texts.items()},
                "truncated": self.stop == "output_limit",
                "wall_ms": int((time.monotonic() - started) * 1000),
                "cpu_ms": max(0, now.cpu_ms - self.counters.cpu_ms),
                "peak_memory_bytes": peak_memory_bytes(),
                **({"recorded": self.peer.policy.recorded} if self.record else {}),
            },
        )


def _private_descriptors() -> HostChannel:
    """Moves the host's channel away from 0 and 1, so that nothing that a test prints can reach it."""
    reading, writing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    return HostChannel(reading, writing)


def _tag() -> str:
    """What the image was built from; empty outside an image."""
    try:
        return Path(__file__).with_name("TAG").read_text().strip()
    except OSError:
        return ""


def main() -> None:
    """Warm up, say so, grade one submission, end."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    host = _private_descriptors()
    control = socket.socket(fileno=_CONTROL)
    os.set_inheritable(_CONTROL, False)
    root = Path(os.environ.get("BOOTCAMP_JUDGE_FOLDER", "/judge"))
    signal.signal(signal.SIGALRM, on_alarm)
    learner = fresh_learner(control, Printed(0), Clock(1, 1))
    gc.collect()
    gc.freeze()
    host.send(
        "R",
        {
            "protocol": PROTOCOL,
            "harness": _tag(),
            "python": platform.python_version(),
            "pytest": pytest.__version__,
        },
    )
    try:
        kind, job = host.receive()
    except EOFError:
        return
    if kind != "J":
        host.send("F", {"what": "the host sent no job"})
        return
    try:
        files = {name: base64.b64decode(data) for name, data in job["files"].items()}
        run = Run(job["bundle"], files, host, control, root, record=bool(job.get("options", {}).get("record")))
        learner.adopt(run.printed, run.clock)
        run.first_learner(learner)
        run.execute()
    except (ProtocolError, KeyError, TypeError, ValueError, OSError, AttributeError) as error:
        host.send("F", {"what": f"the judge failed: {type(error).__name__}: {clean(str(error), 300)}"})


if __name__ == "__main__":
    main()
