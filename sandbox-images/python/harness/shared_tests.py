"""`isolation: shared` as the judge sees it: the learner process runs the tests, and what it says of them is checked.

There is no wall between tests and submission here, so a submission can read the tests and say that they passed.
What it cannot do is report tests that are not there, or anything that is no report.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from bridge.exceptions import origin_of
from texts import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.judge_side import JudgePeer
    from process import Clock

_OUTCOMES = frozenset({"passed", "failed", "error", "timed_out", "skipped"})
_MAX_ARGS = 10
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class SharedTests:
    """The tests of *bundle*; *report* is given a `T` frame's content for each that ended."""

    def __init__(self, bundle: dict[str, Any], clock: Clock, report: Callable[[dict[str, Any]], None]) -> None:
        self._bundle, self._clock, self._report = bundle, clock, report
        self._waiting = {test["name"]: test["show"] == "details" for test in bundle["tests"]}

    def run(self, peer: JudgePeer) -> None:
        """Returns when all ran. Raises what loading the tests or the submission raised, or `SubmissionStopped`."""
        seconds = self._clock.test_seconds
        self._clock.test_seconds = seconds + 1  # the process has its own alarm; this is for one that ignores it
        self._clock.start_test()
        tests = {name: self._bundle.get(name, {}) for name in ("hidden", "visible", "support")}
        peer.request("shared", tests | {"tests": self._bundle["tests"]}, seconds, self._clock.wall_seconds, self._take)

    def is_of_submission(self, error: Exception) -> bool:
        """Whether *error*, which loading raised, is the submission's: raised in it, or by a name it has not."""
        origin = origin_of(error)
        return origin is not None and (bool(origin.file) or isinstance(error, ImportError))

    def _take(self, untrusted: object) -> None:
        if type(untrusted) is not dict or untrusted.get("outcome") not in _OUTCOMES:
            return
        name = untrusted.get("name")
        if type(name) is not str or name not in self._waiting:
            return  # not a test of this exercise, or the second word on one
        details = self._waiting.pop(name)
        self._clock.start_test()
        spent = untrusted.get("duration_ms")
        content: dict[str, Any] = {
            "name": name,
            "outcome": untrusted["outcome"],
            "duration_ms": spent if type(spent) is float and math.isfinite(spent) and spent >= 0 else 0.0,
        }
        explanation = untrusted.get("explanation")
        if type(explanation) is dict:
            content["explanation"] = {"code": _text(explanation.get("code"), 40), "args": _args(explanation)}
        fingerprint = untrusted.get("fingerprint")
        if type(fingerprint) is str and _FINGERPRINT.fullmatch(fingerprint):
            content["fingerprint"] = fingerprint
        if details:
            content |= {key: _text(untrusted.get(key), 2_000) for key in ("message", "expected", "actual")}
            content["message"] = content["message"] or ""
        self._report({key: value for key, value in content.items() if value is not None})


def _args(explanation: dict[object, object]) -> dict[str, str]:
    args = explanation.get("args")
    if type(args) is not dict:
        return {}
    return {
        clean(key, 40): clean(value, 2_000)
        for key, value in list(args.items())[:_MAX_ARGS]
        if type(key) is str and type(value) is str
    }


def _text(value: object, limit: int) -> str | None:
    return clean(value, limit) if type(value) is str else None
