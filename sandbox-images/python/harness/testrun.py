"""A pytest plugin: runs the tests that the bundle names, and reports each of them as it ends.

It replaces pytest's own rendering of failures, which would quote the tests' source.
"""

from __future__ import annotations

import signal
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import _pytest.assertion.util
import pytest
from bridge.errors import SubmissionStopped
from explanations import Comparison, Finding, explain
from fingerprints import fingerprint_of, trace_of
from late import after_import

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bridge.judge_side import Call
    from process import Clock

_GRACE_SECONDS = 0.3
"""The alarm is for what stalls in the judge itself; a stalled submission is noticed by the channel first."""

_WORST = ("passed", "skipped", "failed", "error", "timed_out")


@dataclass(frozen=True)
class Watched:
    """What the plugin needs to know of the submission while a test runs."""

    clock: Clock
    forget_call: Callable[[], None]
    last_call: Callable[[], Call | None]
    stopped: Callable[[str], None]
    """Told the code of every `SubmissionStopped` that ended a test."""


@dataclass
class _Test:
    """One test function of the bundle, over all its cases."""

    name: str
    details: bool
    cases_left: int = 0
    outcome: str = "passed"
    finding: Finding | None = None
    traces: list[str] = field(default_factory=list)
    """How its cases failed; see fingerprints.py."""
    seconds: float = 0.0


@dataclass
class TestRun:
    """The plugin. *report* is called with a `T` frame's content for each test that ended."""

    __test__ = False

    specs: list[dict[str, Any]]
    """The bundle's tests, each with `path`: its file as pytest sees it."""
    watched: Watched
    report: Callable[[dict[str, Any]], None]
    collection_error: BaseException | None = None
    current: _Test | None = None
    _tests: dict[tuple[str, str], _Test] = field(default_factory=dict)
    _comparison: Comparison | None = None
    _finding: Finding | None = None

    # Collection: what is named in the bundle, and nothing else.

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keeps the tests that the author wrote, in the bundle's order of files."""
        wanted = {(spec["path"], spec["name"]): spec for spec in self.specs}
        kept = []
        for item in items:
            key = (str(item.path), _name_of(item))
            if key not in wanted:
                continue
            test = self._tests.setdefault(key, _Test(key[1], wanted[key]["show"] == "details"))
            test.cases_left += 1
            kept.append(item)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept

    @pytest.hookimpl(tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> pytest.CollectReport | None:
        """Collects as pytest does, but keeps the exception itself instead of a rendering of it."""
        try:
            found = list(collector.collect())
        except BaseException as error:
            if isinstance(error, pytest.skip.Exception):
                return pytest.CollectReport(collector.nodeid, "passed", None, [])
            self.collection_error = self.collection_error or _root_of(error)
            return pytest.CollectReport(collector.nodeid, "passed", None, [])
        return pytest.CollectReport(collector.nodeid, "passed", None, found)

    # Running.

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Times a case, with an alarm behind the deadline of its calls."""
        self.current = test = self._tests[str(item.path), _name_of(item)]
        self.watched.clock.start_test()
        self.watched.forget_call()
        self._comparison = None
        seconds = self.watched.clock.test_seconds + _GRACE_SECONDS
        signal.setitimer(signal.ITIMER_REAL, seconds)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            test.seconds += time.perf_counter() - started
            test.cases_left -= 1
            if not test.cases_left:
                self._report(test)
            self.current = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """No test begins after the end of the whole run's time."""
        self.watched.clock.left()
        _pytest.assertion.util._reprcompare = self._compared

    def _compared(self, operator: str, left: object, right: object) -> str:
        self._comparison = Comparison(left, right, operator)
        return "the two sides differ"

    def compared(self, left: object, right: object) -> None:
        """Called by the wrapped assert methods of unittest."""
        self._comparison = Comparison(left, right)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """A report without any rendering. What failed is kept as a finding."""
        outcome = "passed"
        self._finding = None
        if getattr(item, "_excinfo", None):  # unittest's cases raise nothing: pytest keeps here what failed
            call.excinfo = item._excinfo.pop(0)  # type: ignore[attr-defined]
        if call.excinfo is not None:
            error = call.excinfo.value
            outcome = "skipped" if isinstance(error, _skips()) else "failed"
            if outcome == "failed":
                self._finding = self._explained(error)
        return pytest.TestReport(
            item.nodeid,
            item.location,
            dict.fromkeys(item.keywords, 1),
            outcome,  # type: ignore[arg-type]
            None if outcome != "skipped" else (str(item.path), 0, "skipped"),
            call.when,  # type: ignore[arg-type] # one of a test, never of collection
            duration=call.duration,
            start=call.start,
            stop=call.stop,
        )

    def _explained(self, error: BaseException) -> Finding:
        assert self.current is not None
        if isinstance(error, SubmissionStopped):
            self.watched.stopped(error.code)
        if self._is_of_another_test(error):
            # The submission kept a callback of another test, and gave it to this one, which shows more.
            return Finding("failed", "check_failed")
        call = self.watched.last_call()
        finding = explain(error, self._comparison, call, details=self.current.details)
        self.current.traces.append(trace_of(finding, error, self._comparison, call))
        return finding

    def _is_of_another_test(self, error: BaseException) -> bool:
        assert self.current is not None
        here = self.current.name.replace("::", ".")
        others = {name.replace("::", ".") for _, name in self._tests} - {here}
        trace = error.__traceback__
        while trace is not None:
            outer, within, _ = trace.tb_frame.f_code.co_qualname.partition(".<locals>")
            if within and outer in others:
                return True
            trace = trace.tb_next
        return False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes the final word on a phase, after marks such as xfail had theirs."""
        test = self.current
        if test is None or report.outcome == "passed":
            return
        finding = self._finding or Finding("failed", "check_failed")
        if report.outcome == "skipped":
            finding = Finding("skipped", "skipped")
        if _WORST.index(finding.outcome) > _WORST.index(test.outcome):
            test.outcome, test.finding = finding.outcome, finding

    def _report(self, test: _Test) -> None:
        content: dict[str, Any] = {
            "name": test.name,
            "outcome": test.outcome,
            "duration_ms": round(test.seconds * 1000, 1),
        }
        if test.finding is not None:
            content["explanation"] = {"code": test.finding.code, "args": test.finding.args}
            content["fingerprint"] = fingerprint_of(test.traces)
            if test.details:
                content |= {
                    "message": test.finding.message,
                    "expected": test.finding.expected,
                    "actual": test.finding.actual,
                }
        self.report(content)


def _name_of(item: pytest.Item) -> str:
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return "::".join([*classes, getattr(item, "originalname", None) or item.name])


def _root_of(error: BaseException) -> BaseException:
    """Pytest wraps what importing a test module raised; this is what was raised."""
    while error.__cause__ is not None and isinstance(error, pytest.Collector.CollectError):
        error = error.__cause__
    return error


def _skips() -> tuple[type[BaseException], ...]:
    """What a test raises to be skipped."""
    unittest = sys.modules.get("unittest")
    return (pytest.skip.Exception, *([unittest.SkipTest] if unittest is not None else []))


def watch_unittest(run: TestRun) -> None:
    """Lets the assert methods of unittest tell what they compared, in tests that use it."""
    after_import("unittest.case", lambda case: _watch(case.TestCase, run))


def _watch(test_case: Any, run: TestRun) -> None:
    for name in ("assertEqual", "assertAlmostEqual"):
        original = getattr(test_case, name)

        def told(case: Any, first: Any, second: Any, *rest: Any, original: Any = original, **named: Any) -> None:
            run.compared(first, second)
            original(case, first, second, *rest, **named)

        setattr(test_case, name, told)


def on_alarm(_number: int, _frame: object) -> None:
    """The alarm behind every deadline: whatever the judge itself is busy with, ends."""
    raise SubmissionStopped("test_timed_out", seconds="")


def pytest_arguments(root: str, paths: list[str]) -> list[str]:
    """The command line of a run's pytest: no cache, no plugin that is not needed, no rendering."""
    unneeded = (
        *(
            "cacheprovider",
            "terminal",
            "terminalprogress",
            "junitxml",
            "pastebin",
            "doctest",
            "stepwise",
            "faulthandler",
        ),
        *("logging", "setuponly", "setupplan", "legacypath", "unraisableexception", "threadexception"),
    )
    return [
        *(word for name in unneeded for word in ("-p", f"no:{name}")),
        *("-c", f"{root}/pytest.ini", "--rootdir", root, "--capture", "no", "--import-mode", "prepend"),
        *paths,
    ]
