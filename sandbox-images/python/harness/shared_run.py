"""`isolation: shared` in the learner process: pytest beside the submission, as the learner's user.

Nothing here is trusted by anybody: the judge checks what it is told (shared_tests.py).
"""

from __future__ import annotations

import signal
import site
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.extend(site.getsitepackages())  # pytest is there; the process was started without

import pytest
from bridge.errors import SubmissionStopped
from bridge.exceptions import Origin, trace_text
from bridge.learner_side import SHARED_FOLDER
from bridge.names import BUILTIN_EXCEPTIONS, NAME_OF
from explanations import Finding
from layout import lay_out, write_settings
from process import Clock
from testrun import TestRun, Watched, pytest_arguments, watch_unittest

if TYPE_CHECKING:
    from collections.abc import Callable


class SharedRun(TestRun):
    """A test run that finds out by itself which exceptions the submission raised."""

    __test__ = False

    def _explained(self, error: BaseException) -> Finding:
        found = _origin(error, str(Path.cwd()) + "/")
        if found is not None:
            error.__dict__["submission_origin"] = found
        return super()._explained(error)


def _origin(error: BaseException, folder: str) -> Origin | None:
    trace, place = error.__traceback__, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(folder) and not name.startswith(folder + SHARED_FOLDER):
            place = name[len(folder) :], trace.tb_lineno
        trace = trace.tb_next
    if place is None or isinstance(error, SubmissionStopped):
        return None
    builtin = next((cls for cls in type(error).__mro__ if cls in BUILTIN_EXCEPTIONS), Exception)
    return Origin(NAME_OF[id(builtin)], type(error).__name__, str(error)[:4_000], *place, trace_text(error, folder))


def run(bundle: dict[str, Any], test_seconds: float, wall_seconds: float, report: Callable[[Any], None]) -> None:
    """Runs the tests of *bundle*, and tells *report* of each. Raises what loading them raised."""
    root = Path.cwd() / SHARED_FOLDER
    clock = Clock(test_seconds, wall_seconds)
    clock.start_run()

    def on_alarm(_number: int, _frame: object) -> None:
        raise SubmissionStopped("test_timed_out", seconds=f"{test_seconds:g}")

    signal.signal(signal.SIGALRM, on_alarm)
    root.mkdir(exist_ok=True)
    write_settings(root)
    tests = SharedRun(lay_out(bundle, root), Watched(clock, _nothing, _nothing, _ignored), report)
    watch_unittest(tests)
    sys.path.insert(1, str(root / "support"))
    paths = [str(root / name) for name in ("tests", "examples") if (root / name).is_dir()]
    pytest.main(pytest_arguments(str(root), paths), plugins=[tests])
    if tests.collection_error is not None:
        raise tests.collection_error


def _nothing() -> None:
    return None


def _ignored(_code: str) -> None:
    return None
