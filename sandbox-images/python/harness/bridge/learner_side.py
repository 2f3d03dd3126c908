"""The learner process's side: it loads the submission and does what the judge asks of it.

Everything here runs beside hostile code in one process; nothing here is trusted by anybody.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge import channel as wire
from bridge.classes import bound_special
from bridge.errors import AnsweredByChild
from bridge.exceptions import mark_in, trace_text
from bridge.names import SAFE_CLASSES
from bridge.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.proxies import Identity

_MISSING = object()
SHARED_FOLDER = "_tests_beside/"
"""Below the submission's folder, for `isolation: shared`: the tests that run in this process."""
_MAY_ASK = frozenset({"getattr", "setattr", "call", "call_method", "special", "dir"})
"""What the judge answers. Whoever asks for anything else loses the connection, so an honest mistake ends here."""


class LearnerPeer(Peer):
    """Answers the judge; its own requests go to callables and helper objects that the tests passed in."""

    def __init__(self, channel: wire.Channel, folder: Path) -> None:
        super().__init__(channel)
        self._folder = str(folder) + "/"
        self._serving = 0
        self._runs_program = False
        self._files: dict[str, bytes] = {}
        self._patched: dict[tuple[str, str], Any] = {}
        self._answers: dict[str, Callable[..., Any]] = {
            "load": self._load,
            "import": self._import,
            "resolve": lambda module, name: self.number_of(getattr(sys.modules[module], name)),
            "getattr": getattr,
            "setattr": setattr,
            "delattr": delattr,
            "dir": lambda target: tuple(dir(target)),
            "call": lambda target, args, kwargs: target(*args, **kwargs),
            "call_method": lambda target, name, args, kwargs: getattr(target, name)(*args, **kwargs),
            "special": _special,
            "base": _plain_base,
            "derive": _derive,
            "copy": lambda target, deep: copy.deepcopy(target) if deep else copy.copy(target),
            "patch": self._patch,
            "unpatch": self._unpatch,
            "environ": _environ,
            "seed": _seed,
            "shared": lambda *arguments: _harness("shared_run").run(*arguments),
            "check": lambda name: _harness("program_run").check(self._folder, name),
            "program": self._program,
        }

    def serve_for_ever(self) -> None:
        """Serves until the judge closes the connection."""
        with contextlib.suppress(wire.Closed):
            while True:
                kind, payload = self.channel.receive()
                if kind != wire.REQUEST[0]:
                    return
                self.serve(payload)

    def serve(self, payload: bytes) -> None:
        with contextlib.suppress(AnsweredByChild):
            super().serve(payload)
        if self._runs_program and not self._serving:
            os._exit(_harness("program_run").ANSWERED)

    def answer(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        self._serving += 1
        try:
            return self._answers[operation](*arguments)
        finally:
            self._serving -= 1

    def request(self, operation: str, *arguments: Any) -> Any:
        if operation not in _MAY_ASK:
            raise TypeError("this cannot be done with an object of the test")
        with self.lock:
            if not self._serving:
                raise RuntimeError("this object of the test can only be used while the test is calling you")
            return super().request(operation, *arguments)

    def before_answer(self) -> None:
        for stream in (sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(Exception):
                stream.flush()  # type: ignore[union-attr] # the submission may have put anything there

    # What the judge asks.

    def _load(self, files: dict[str, bytes], processor: int) -> None:
        self._files = files
        if processor >= 0:
            with contextlib.suppress(OSError):  # slower without
                os.sched_setaffinity(0, {processor})
        for name, content in files.items():
            path = Path(self._folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        importlib.invalidate_caches()

    def _import(self, name: str) -> int:
        cached = sys.modules.get(name)
        if cached is not None and not str(getattr(cached, "__file__", "")).startswith(self._folder):
            # The exercise is called like a module of the standard library that was imported before.
            del sys.modules[name]
        return self.number_of(importlib.import_module(name))

    def _program(self, name: str, text: str) -> int:
        """Runs the submission as a program, in a child that also answers; see program_run.py."""
        program_run = _harness("program_run")
        if program_run.forked(self._folder, self._files):
            raise AnsweredByChild("answered")
        self._runs_program = True
        return int(program_run.run(self._folder, name, text))

    def _patch(self, module_name: str, name: str, value: Any) -> None:
        module = importlib.import_module(module_name)
        self._patched.setdefault((module_name, name), vars(module).get(name, _MISSING))
        setattr(module, name, value)

    def _unpatch(self, module_name: str, name: str) -> None:
        before = self._patched.pop((module_name, name), _MISSING)
        if before is not _MISSING:
            setattr(sys.modules[module_name], name, before)

    def _adopt(self, decoder: Any, tag: int) -> Any:
        return Path(decoder.text()) if tag == ord("p") else super()._adopt(decoder, tag)

    # The judge's objects, seen from here: everything is asked of the judge.

    def mark_of(self, error: BaseException) -> int:
        return mark_in(error)

    # The child of a program ends with its answer: no object of it may be known to the judge by a number.

    def may_name(self, _cls: type) -> bool:
        return not self._runs_program

    def crossing(self, argument: object) -> object:
        plain = not self._runs_program or type(argument) in (str, int, float, bool, type(None))
        return argument if plain else ""

    def drop(self, number: int) -> None:
        if not self._runs_program:
            super().drop(number)

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self.request("call", target, args, kwargs, self._caller())

    def _caller(self) -> tuple[str, str]:
        """Function and file of the submission that call: there are tests that look at the stack."""
        frame: Any = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename.startswith(self._folder):
                return frame.f_code.co_name, frame.f_code.co_filename[len(self._folder) :]
            frame = frame.f_back
        return "", ""

    def may_send_name(self, value: object) -> bool:
        return id(value) in SAFE_CLASSES or (isinstance(value, type) and issubclass(value, BaseException))

    def equal(self, proxy: Any, other: object) -> Any:
        if proxy is other:
            return True
        if "__eq__" not in type(proxy)._bridge_specials:
            return NotImplemented
        return self.request("special", proxy, "__eq__", other)

    def operate(self, proxy: Any, name: str, other: object, *rest: object) -> Any:
        return self.request("special", proxy, name, other, *rest)

    def contains(self, proxy: Any, item: object) -> bool:
        return bool(self.request("special", proxy, "__contains__", item))

    def truth(self, proxy: Any) -> bool:
        for name in ("__bool__", "__len__"):
            if name in type(proxy)._bridge_specials:
                return bool(self.request("special", proxy, name))
        return True

    def find_again(self, identity: Identity) -> None:
        del identity  # the judge never restarts under us

    # Exceptions of the submission.

    def frames_of(self, error: BaseException) -> list[tuple[str, int]]:
        frames = []
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(self._folder) and not name.startswith(self._folder + SHARED_FOLDER):
                frames = [(name[len(self._folder) :], trace.tb_lineno)]
            trace = trace.tb_next
        if isinstance(error, SyntaxError) and str(error.filename).startswith(self._folder):
            frames = [(str(error.filename)[len(self._folder) :], int(error.lineno or 0))]
        return frames

    def trace_of(self, error: BaseException) -> str:
        try:
            return trace_text(error, self._folder)
        except Exception:
            return ""

    def text_of(self, error: BaseException) -> str:
        try:
            return str(error)
        except Exception:
            return ""


def _special(target: Any, name: str, *args: Any) -> Any:
    return bound_special(target, name)(*args)


_PLAIN_BASES: tuple[Any, ...] = (bool, int, float, complex, str, bytes, tuple, list, dict, set, frozenset)


def _plain_base(target: Any) -> Any:
    """The value of an object as the builtin class that its class derives from; NotImplemented without one."""
    for base in _PLAIN_BASES:
        if isinstance(target, base):
            if base in (int, float, complex, str, bytes):
                return base.__add__(target, base())
            return base(base.__iter__(target)) if base is not dict else dict(dict.items(target))
    return NotImplemented


def _derive(base: type, name: str, methods: dict[str, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """An object of a subclass that a test wrote: its *methods* are the test's."""
    namespace = {one: _calling(method) for one, method in methods.items()}
    return types.new_class(name, (base,), {}, lambda body: body.update(namespace))(*args, **kwargs)


def _calling(method: Any) -> Callable[..., Any]:
    # A function of this side: only those become methods.
    return lambda self, *args, **kwargs: method(self, *args, **kwargs)  # noqa: PLW0108 - see above


def _environ(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _seed(*args: Any) -> None:
    importlib.import_module("random").seed(*args)


def _harness(name: str) -> Any:
    """A module of the harness that few exercises need."""
    harness = str(Path(__file__).parent.parent)
    sys.path.insert(0, harness)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(harness)
