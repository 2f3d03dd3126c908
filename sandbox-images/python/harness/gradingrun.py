"""One grading in the judge: the learner process that it asks, the tests that it runs, what it says in the end."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import bootcamp_program
from bridge.errors import SubmissionStopped
from bridge.exceptions import origin_of
from bridge.judge_side import Call, JudgePeer
from bridge.policy import Policy
from explanations import explain_load
from imports import SubmissionFinder
from layout import lay_out
from mirror import Mirror
from process import Clock, JudgeChannel, Printed, fresh_learner
from programs import SubmissionPrograms
from shared_tests import SharedTests
from testrun import TestRun, Watched, watch_unittest
from texts import clean
from twins.used import UsedInputs
from usage import Counters, peak_memory_bytes, stay_on_one_processor

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from frames import HostChannel
    from ready_pytest import ReadyPytest

_MAX_RESTARTS = 6
_SHOWN_BYTES = 200_000


@dataclass
class Run:
    """One grading: a bundle, a submission, and what came of it so far."""

    bundle: dict[str, Any]
    files: dict[str, bytes]
    host: HostChannel
    control: socket.socket
    root: Path
    pytest: ReadyPytest
    compiled: dict[str, bytes] = field(default_factory=dict)
    """What was compiled of the tests before; see `ReadyPytest.compiled`."""
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
        self.outcomes: dict[str, str] = {}
        self.used = UsedInputs() if self.bundle.get("inputs") else None
        bridge = self.bundle.get("bridge", {})
        policy = Policy(
            {name: frozenset(methods) for name, methods in bridge.get("operators", {}).items()},
            dict(bridge.get("equality", {})),
            frozenset(bridge.get("truth", ())),
            record=self.record,
        )
        self.peer = JudgePeer(self._revive, self._end, self._cause_of_death, policy)
        support = {name: text.encode() for name, text in self.bundle["support"].items()}
        self.peer.files = self.files | support
        self.peer.processor = stay_on_one_processor()
        self.peer.answered = self._replay
        if self.used is not None:
            self.peer.saw_call = self.used.add_call
        self.mirror = Mirror(self.peer)
        self.run: TestRun | None = None

    # The learner process.

    def first_learner(self, channel: JudgeChannel | None) -> None:
        """Takes the process that was started before the job came."""
        self.channel = channel
        if channel is not None:
            channel.when_idle = self.host.flush

    def _revive(self) -> JudgeChannel:
        self.restarts += 1
        if self.restarts > _MAX_RESTARTS:
            raise SubmissionStopped("not_run")
        if self.restarts > 0 or self.channel is None:
            self.first_learner(fresh_learner(self.control, self.printed, self.clock))
        assert self.channel is not None
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
            stream.write(text)  # outside of tests and programs, to nobody
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
            self.host.send("D", self._summary(started))
            return
        self.clock.start_test()
        fault = self._run_shared() if self.bundle["isolation"] == "shared" else self._run_separate()
        self.peer.end()
        if fault:
            self.host.send("F", {"what": fault})
        else:
            self.host.send("D", self._with_twin(self._summary(started)))

    def _run_shared(self) -> str:
        """Lets the learner process run the tests. Returns what is wrong with the tests, if anything."""
        shared = SharedTests(self.bundle, self.clock, self._report)
        try:
            signal.setitimer(signal.ITIMER_REAL, self.clock.wall_seconds + 1)
            shared.run(self.peer)
        except SubmissionStopped as error:
            self.stopped(error.code)
        except Exception as error:
            if not shared.is_of_submission(error):
                return f"the tests could not be loaded: {type(error).__name__}: {clean(str(error), 500)}"
            self.load_error = explain_load(error, self.bundle["files"][0])
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return ""

    def _run_separate(self) -> str:
        """Runs the tests here. Returns what is wrong with them, if anything."""
        finder = SubmissionFinder(self.peer, self.bundle["files"])
        finder.install()
        self.mirror.install()
        bootcamp_program.attach(SubmissionPrograms(self.peer, self.used))
        self.run = TestRun(
            lay_out(self.bundle, self.root, self.compiled),
            Watched(self.clock, self._forget_call, self._last_call, self.stopped),
            self._report,
        )
        watch_unittest(self.run)
        sys.path.insert(0, str(self.root / "support"))
        try:
            signal.setitimer(signal.ITIMER_REAL, self.clock.test_seconds + 1)  # loading; each test sets its own
            self.pytest.run(self.run)
        except SubmissionStopped as error:
            self.stopped(error.code)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if self.run.collection_error is not None and not self._explain_load(self.run.collection_error, finder):
            found = self.run.collection_error
            return f"the tests could not be loaded: {type(found).__name__}: {clean(str(found), 500)}"
        return ""

    def _forget_call(self) -> None:
        self.peer.last_call = Call()

    def _last_call(self) -> Call:
        return self.peer.last_call

    def _report(self, content: dict[str, Any]) -> None:
        text = str(content.get("explanation", {}).get("args", {}).get("text", ""))
        if "No space left on device" in text or "File too large" in text:
            self.stopped("disk_limit")
        self.outcomes[content["name"]] = content["outcome"]
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
        # A test may catch what an import raises and raise an ImportError in its own words.
        names = {getattr(one, "name", None) for one in (error, error.__context__) if isinstance(one, ImportError)}
        missing = names & {name.removesuffix(".py").replace("/", ".") for name in self.bundle["files"]}
        if origin_of(blamed) is None and not (missing and isinstance(error, ImportError)):
            return False
        self.load_error = explain_load(blamed, file)
        return True

    def _summary(self, started: float) -> dict[str, Any]:
        """What a `D` frame says of the tests."""
        now = Counters.now()
        if now.oom_kills > self.counters.oom_kills:
            self.stop = "out_of_memory"
        elif now.refused_processes > self.counters.refused_processes and self.stop in (None, "ended"):
            self.stop = "process_limit"
        texts = {name: "".join(parts) for name, parts in self.shown.items()}
        return {
            "load_error": {"code": self.load_error[0], "args": self.load_error[1]} if self.load_error else None,
            "stop": self.stop,
            **{name: clean(text, _SHOWN_BYTES) for name, text in texts.items()},
            "truncated": self.stop == "output_limit",
            "wall_ms": int((time.monotonic() - started) * 1000),
            "cpu_ms": max(0, now.cpu_ms - self.counters.cpu_ms),
            "peak_memory_bytes": peak_memory_bytes(),
            **({"recorded": self.peer.policy.recorded} if self.record else {}),
        }

    # A small failing input, once all is said about the tests.

    def _with_twin(self, summary: dict[str, Any]) -> dict[str, Any]:
        """*summary*, with a small failing input where one is wanted and found; the rest of it stays as it is."""
        if self.used is None or self.run is None or not self._may_have_twin():
            return summary
        self.printed = Printed(self.printed.limit_bytes)  # what is printed from here on is shown to nobody
        self.restarts = 0
        self.mirror.stop_seeding()
        self.peer.saw_call = None
        from twins.search import TwinSearch  # noqa: PLC0415 - few submissions need it, and every container would load it

        search = TwinSearch(self.bundle, self.run.specs, self.root, self.peer, self.used, self.clock)
        self.run = None
        try:
            return summary | {"twin": search.find()}
        except SubmissionStopped:
            return summary
        except Exception as error:  # the author's affair, as is what it says
            return summary | {"twin_fault": clean(f"{type(error).__name__}: {error}", 500)}
        finally:
            with suppress(SubmissionStopped):
                self.peer.end()

    def _may_have_twin(self) -> bool:
        """Whether a test that counts failed for a wrong value or an error, in a submission that can be run."""
        if self.load_error is not None or self.stop not in (None, "timed_out"):
            return False
        counting = {test["name"] for test in self.bundle["tests"] if test["points"] > 0}
        return any(name in counting and outcome in {"failed", "error"} for name, outcome in self.outcomes.items())
