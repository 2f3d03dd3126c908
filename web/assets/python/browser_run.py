"""A learner's program and the visible tests in the browser's Python: the harness's own test run, in one process.

There is no hidden test here and nothing to protect but the learner's patience, so there is no bridge: the tests
import the submission as it is. What a result means is decided by the modules that decide it in the sandbox.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import shutil
import signal
import sys
import traceback
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bridge.judge_side import Call

WORK = "/home/learner/work/"
_ROOT = Path("/home/learner/tests")

# Emscripten has no timers: whoever waits too long presses Stop.
sys.dont_write_bytecode = True  # files change within a second, which is all that such a cache could tell apart
if not hasattr(signal, "setitimer"):
    vars(signal).update(setitimer=lambda *_: None, ITIMER_REAL=0)


def run_program(job: str) -> str:
    """Runs the file `name` of `files` (JSON) as a program. Says as JSON what ended it; the output went its own way."""
    asked = json.loads(job)
    with _submission(asked["files"]):
        try:
            status = _run(asked["name"])
        except KeyboardInterrupt:
            return json.dumps({"ended": "stopped"})
        except BaseException as error:  # noqa: BLE001 - whatever a program raises is data here
            trace = _trace(error)
            sys.stderr.write(trace)
            return json.dumps({"ended": "raised", **_in_plain_words(_place(error), trace, asked)})
        finally:
            _flush()
    return json.dumps({"ended": "well" if status == 0 else "exit"})


def run_tests(job: str, report: Callable[[str], None]) -> str:
    """Runs the visible tests (`visible`: name → text; `tests`) on `files`. Tells *report* of each, as JSON.

    Returns what kept the tests from running at all, with the codes of grader/explanations.py; `{}` where nothing did.
    """
    asked = json.loads(job)
    with _submission(asked["files"]):
        try:
            return json.dumps(_tested(asked, report))
        except KeyboardInterrupt:
            return json.dumps({"code": "stopped", "args": {}})
        finally:
            _flush()


def _tested(asked: dict[str, Any], report: Callable[[str], None]) -> dict[str, Any]:
    with contextlib.nullcontext() if "pytest" in sys.modules else lean.loading():
        import pytest  # noqa: PLC0415 - who only runs a program does not wait for it
    import bootcamp_program  # noqa: PLC0415
    from explanations import Finding, explain_load  # noqa: PLC0415
    from layout import lay_out, write_settings  # noqa: PLC0415
    from testrun import TestRun, Watched, pytest_arguments, watch_unittest  # noqa: PLC0415

    programs = Programs({name: text.encode() for name, text in asked["files"].items()})

    class BrowserRun(TestRun):
        """Finds out by itself which exceptions the submission raised."""

        __test__ = False

        def _explained(self, error: BaseException) -> Finding:
            _mark(error)
            return super()._explained(error)

    shutil.rmtree(_ROOT, ignore_errors=True)
    _ROOT.mkdir(parents=True)
    write_settings(_ROOT)
    bundle = {"hidden": {}, "visible": asked["visible"], "support": {}, "tests": asked["tests"]}
    tests = BrowserRun(
        lay_out(bundle, _ROOT),
        Watched(_NoClock(), programs.forget, lambda: programs.last, lambda _: None),  # type: ignore[arg-type]
        lambda content: report(json.dumps(content)),
    )
    if any("unittest" in text for text in asked["visible"].values()):
        import unittest.case  # noqa: F401, PLC0415 - at once: `late` cannot hook into a library that is an archive

        watch_unittest(tests)
    bootcamp_program.attach(programs)
    with contextlib.redirect_stdout(_Counted()):
        status = pytest.main(pytest_arguments(str(_ROOT), [str(_ROOT / "examples")]), plugins=[tests])
    if status == pytest.ExitCode.INTERRUPTED and tests.collection_error is None:
        return {"code": "stopped", "args": {}}
    if isinstance(tests.collection_error, KeyboardInterrupt):
        return {"code": "stopped", "args": {}}
    if tests.collection_error is not None:
        _mark(tests.collection_error)
        code, args = explain_load(tests.collection_error, next(iter(asked["files"]), ""))
        return {"code": code, "args": args}
    return {}


class _NoClock:
    """Time is the learner's own here."""

    test_seconds = 3600.0

    def start_test(self) -> None:
        """Nothing is measured."""

    def left(self) -> float:
        """Always enough."""
        return self.test_seconds


class _Counted(io.TextIOBase):
    """Takes what tests print: what counts of it, `capsys` and `Programs` catch before."""

    def write(self, text: str) -> int:
        return len(text)


class Programs:
    """See `bootcamp_program.Programs`. Each run finds no module of the one before."""

    def __init__(self, sources: dict[str, bytes]) -> None:
        self._sources = sources
        self.last: Call | None = None

    def forget(self) -> None:
        """A new test begins."""
        self.last = None

    def check(self, file: str) -> None:
        """Raises what compiling the program raises."""
        _compiled(file)

    def run(self, file: str, text: str) -> str:
        """What it prints when it reads *text*."""
        from bridge.errors import ProgramExited  # noqa: PLC0415 - see above
        from bridge.judge_side import Call  # noqa: PLC0415

        self.last = call = Call(input=text, sources=self._sources)
        stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "replace")), "utf-8", "replace")
        before = sys.stdin
        _forget_modules()
        try:
            sys.stdin = stdin
            with contextlib.redirect_stdout(io.StringIO()) as caught:
                status = _run(file)
        finally:
            sys.stdin = before
        call.result = caught.getvalue()
        if status:
            raise ProgramExited(status)
        return str(call.result)


def _compiled(name: str) -> types.CodeType:
    return compile(Path(WORK, name).read_bytes(), WORK + name, "exec", dont_inherit=True)


def _run(name: str) -> int:
    """The exit status; raises what the program raises."""
    module = types.ModuleType("__main__")
    module.__file__ = WORK + name
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    sys.argv = [name]
    try:
        exec(_compiled(name), vars(module))  # noqa: S102 - this is what it is for
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return int(error.code or 0)
        sys.stderr.write(f"{error.code}\n")
        return 1
    finally:
        sys.modules["__main__"] = before
    return 0


@contextlib.contextmanager
def _submission(files: dict[str, str]) -> Iterator[None]:
    """The files in a folder of their own, found before anything else; what was loaded of them is forgotten again.

    A file may be called as a module of the harness: for the time of the run, its name is the submission's.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    for name, text in files.items():
        path = Path(WORK, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    os.chdir(WORK)
    names = {name.split("/")[0].removesuffix(".py") for name in files}
    hidden = {name: sys.modules.pop(name) for name in names & sys.modules.keys()}
    sys.path.insert(0, WORK)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = [entry for entry in sys.path if not entry.startswith((WORK, str(_ROOT)))]
        _forget_modules()
        sys.modules.update(hidden)


def _forget_modules() -> None:
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith((WORK, str(_ROOT))):
            del sys.modules[name]


def _mark(error: BaseException) -> None:
    """Keeps with *error* where in the submission it was raised, as the bridge does in the sandbox."""
    from bridge.errors import SubmissionStopped  # noqa: PLC0415 - see above
    from bridge.exceptions import Origin  # noqa: PLC0415
    from bridge.names import BUILTIN_EXCEPTIONS, NAME_OF  # noqa: PLC0415

    place = _place(error)
    missing = isinstance(error, (ImportError, AttributeError)) and not place
    if isinstance(error, SubmissionStopped) or not (place or missing):
        return
    if missing and isinstance(error, ImportError):
        return  # `explain_load` says which name is missing
    builtin = next((cls for cls in type(error).__mro__ if cls in BUILTIN_EXCEPTIONS), Exception)
    file, line = place.get("file", ""), int(place.get("line", "0"))
    error.__dict__["submission_origin"] = Origin(
        NAME_OF[id(builtin)], type(error).__name__, str(error)[:4_000], file, line, _trace(error)
    )


def _place(error: BaseException) -> dict[str, str]:
    """The last line of the submission that *error* went through; nothing where it is none of the submission's."""
    found: dict[str, str] = {}
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(WORK):
            found = {"file": name.removeprefix(WORK), "line": str(trace.tb_lineno)}
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(WORK):
        found = {"file": str(error.filename).removeprefix(WORK), "line": str(error.lineno or 0)}
    return found and found | {"type": type(error).__name__, "text": str(error)[:500]}


def _in_plain_words(place: dict[str, str], trace: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What the error means, in the language of the page; nothing for one that is none of the submission's."""
    if not place:
        return {}
    from grader.plain_words import Raised, explain  # noqa: PLC0415 - most programs end well

    raised = Raised(place["type"], place["text"], place["file"], int(place["line"]), trace)
    explained = explain(raised, asked["files"], asked["language"])
    return {"explained": explained.as_data() | {"label": explained.labels["look"]}}


def _trace(error: BaseException) -> str:
    """The traceback from the submission's first line on, with its files by their own names."""
    first = error.__traceback__
    while first is not None and not first.tb_frame.f_code.co_filename.startswith(WORK):
        first = first.tb_next
    lines = traceback.format_exception(type(error), error, first, limit=20)
    return "".join(lines).replace(WORK, "")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # a program may have closed it
            stream.flush()
