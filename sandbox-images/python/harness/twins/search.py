"""Looks for a public twin: a small input on which submission and reference differ, and which no hidden test uses.

All tests are over by then and their report is written; nothing that the submission does here changes it. The
learner process only ever sees the inputs; the author's answer runs in the judge (twins/reference.py).
"""

from __future__ import annotations

import contextlib
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bootcamp_program
import pytest
from bootcamp_cases import Options
from bridge.errors import SubmissionStopped
from process import Clock
from programs import SubmissionPrograms
from testrun import TestRun, Watched, pytest_arguments
from texts import MAX_TEXT

from twins.reference import Reference, WatchedPrograms
from twins.subjects import Came, FunctionSubject, ProgramSubject, Subject
from twins.used import UnusualInput, UsedInputs

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from bridge.judge_side import JudgePeer

LEAST_SECONDS = 0.1
_MARGIN_SECONDS = 0.2
"""Before the end of the run's whole time: the host must not take the judge for one that hangs."""


class SearchOver(BaseException):
    """There is no time left, or the submission has ended. Not an `Exception`: Hypothesis would try to shrink it."""


class NoTwin(Exception):  # noqa: N818 - says what happened
    """None can be looked for; the text says why, for the exercise's author."""


@dataclass(frozen=True)
class TwinSearch:
    """One search. *seconds* each for finding out which inputs tests use, and for looking."""

    bundle: dict[str, Any]
    specs: list[dict[str, Any]]
    """The bundle's tests with their paths; see layout.py."""
    root: Path
    peer: JudgePeer
    used: UsedInputs
    """What tests have used so far. They may have stopped early, so this is not all."""
    clock: Clock

    def find(self) -> dict[str, str] | None:
        """The twin, for the learner. Raises `NoTwin`, and whatever the author's own code raises."""
        declared = self.bundle["inputs"]
        reference = Reference(declared["reference"] | self.bundle["support"], self.bundle["files"], self.root)
        try:
            self._limit(declared["inputs"]["seconds"])
            self._use_up(reference, declared["inputs"]["call"])
            reference.renew()
            self._limit(declared["inputs"]["seconds"])
            return self._search(self._subject(reference))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _limit(self, seconds: float) -> None:
        """Ends whatever is done, in the judge or in the learner process, when so much time has gone by."""
        left = min(seconds, self.clock.run_until - time.monotonic() - _MARGIN_SECONDS)
        if left < LEAST_SECONDS:
            raise NoTwin("no time is left")
        self.clock.test_seconds = left
        self.clock.start_test()
        signal.setitimer(signal.ITIMER_REAL, left)

    # The inputs that tests use.

    def _use_up(self, reference: Reference, call: str | None) -> None:
        """Runs the hidden tests on the reference, which makes all their calls: a submission that fails does not."""
        if self.bundle["kind"] == "stdio":
            bootcamp_program.attach(WatchedPrograms(reference, self.used))
        elif call is None or reference.function(call) is None:
            raise NoTwin("it is not said which function is called")
        else:
            reference.watch(call, self.used)
        outcomes: dict[str, str] = {}
        clock = Clock(self.clock.test_seconds, self.clock.test_seconds)
        clock.start_run()
        tests = TestRun(
            self.specs,
            Watched(clock, lambda: None, lambda: None, lambda _code: None),
            lambda content: outcomes.update({content["name"]: content["outcome"]}),
        )
        pytest.main(pytest_arguments(str(self.root), [str(self.root / "tests")]), plugins=[tests])
        hidden = [test["name"] for test in self.bundle["tests"] if not test["visible"]]
        if not all(outcomes.get(name) in {"passed", "skipped"} for name in hidden):
            raise NoTwin("it is not known which inputs the hidden tests use: the reference does not pass them in time")
        if not self.used.is_complete:
            raise NoTwin("the hidden tests use too many inputs to keep them apart")

    # The search.

    def _subject(self, reference: Reference) -> Subject:
        compare = self.bundle["inputs"]["compare"]
        options = Options(**compare)
        if self.bundle["kind"] == "stdio":
            submission = SubmissionPrograms(self.peer)
            return ProgramSubject(self.bundle["files"][0], reference, submission, options)
        return FunctionSubject(self.bundle["inputs"]["inputs"]["call"], reference, self.peer, options)

    def _search(self, subject: Subject) -> dict[str, str] | None:
        from twins import strategies  # noqa: PLC0415 - it imports Hypothesis

        declared = self.bundle["inputs"]
        attempt = _Attempt(
            subject, subject.used(self.used), declared["inputs"], time.monotonic() + self.clock.test_seconds
        )
        with contextlib.suppress(SearchOver, SubmissionStopped):  # what was found until then is good
            strategies.search(strategies.of_arguments(declared["inputs"], declared["strategy"]), attempt.is_wanted)
        return attempt.best and attempt.best[1]


class _Attempt:
    """Judges one input after the other, and keeps the smallest on which the submission is wrong."""

    def __init__(self, subject: Subject, used: set[Hashable], inputs: dict[str, Any], until: float) -> None:
        self._subject, self._used, self._until = subject, used, until
        self._names = list(inputs["arguments"])
        self._where = compile(inputs["where"], "where", "eval") if inputs["where"] else None
        self.best: tuple[tuple[bool, int, str], dict[str, str]] | None = None

    def is_wanted(self, arguments: Any) -> bool:
        """Whether the submission is wrong on *arguments*, which may be shown."""
        if time.monotonic() >= self._until:
            raise SearchOver
        if not isinstance(arguments, tuple) or not self._may_be_shown(arguments):
            return False
        expected = self._subject.reference(arguments)
        if expected is None:
            return False
        try:
            actual = self._subject.submission(arguments)
        except SubmissionStopped as error:
            raise SearchOver from error
        if actual is None or not self._differ(actual, expected):
            return False
        # Cut once more: what is invisible takes six characters when it is made visible.
        told = {key: text[:MAX_TEXT] for key, text in self._subject.told(arguments, actual, expected).items()}
        shown = told.get("call", told.get("input", ""))
        size = bool(expected.raised), len(shown), shown
        if self.best is None or size < self.best[0]:
            self.best = size, told
        return True

    def _differ(self, actual: Came, expected: Came) -> bool:
        try:
            return self._subject.differ(actual, expected)
        except Exception:
            return False  # an object of the submission that cannot be compared

    def _may_be_shown(self, arguments: tuple[Any, ...]) -> bool:
        try:
            if self._subject.key(arguments) in self._used:
                return False
        except UnusualInput:
            return False
        return self._where is None or self._fits(arguments)

    def _fits(self, arguments: tuple[Any, ...]) -> bool:
        assert self._where is not None
        try:
            return bool(eval(self._where, dict(zip(self._names, arguments, strict=True))))
        except Exception:
            return False  # such as a division by zero in the condition
