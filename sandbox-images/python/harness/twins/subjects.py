"""What is tried with small inputs: a function or a program, each in two versions, the author's and the submission's."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bootcamp_cases import Options, same, same_print
from bridge.errors import ProgramExited
from bridge.exceptions import origin_of
from bridge.names import BUILTIN_EXCEPTIONS, NAME_OF
from texts import clean, shown

from twins.used import UnusualInput, UsedInputs, frozen, tidied

if TYPE_CHECKING:
    import types

    from bootcamp_program import Programs
    from bridge.judge_side import JudgePeer

    from twins.reference import Reference


@dataclass(frozen=True)
class Came:
    """What came of one input."""

    value: Any = None
    printed: str = ""
    raised: str = ""
    """The builtin exception that it is, or the nearest one."""
    text: str = ""
    """An exception as Python shows it in its last line."""


class Subject(Protocol):
    """A function or a program."""

    def key(self, arguments: tuple[Any, ...]) -> Hashable:
        """What tells an input from others. Raises `UnusualInput`."""

    def used(self, inputs: UsedInputs) -> set[Hashable]:
        """The keys of the inputs that tests use."""

    def reference(self, arguments: tuple[Any, ...]) -> Came | None:
        """What the author's answer gives; None where that is nothing to compare with."""

    def submission(self, arguments: tuple[Any, ...]) -> Came | None:
        """What the submission gives; None where the fault may be ours."""

    def differ(self, actual: Came, expected: Came) -> bool:
        """Whether the submission is wrong."""

    def told(self, arguments: tuple[Any, ...], actual: Came, expected: Came) -> dict[str, str]:
        """For the learner."""


def _of_error(error: BaseException) -> Came | None:
    """An exception of the author's answer or of the submission; None for one of the bridge."""
    if isinstance(error, ProgramExited):
        return Came(raised="exit", text="SystemExit")
    origin = origin_of(error)
    if origin is not None:
        return Came(raised=origin.builtin, text=_last_line(origin.type_name, origin.text))
    return None


def _last_line(name: str, text: str) -> str:
    return clean(f"{name}: {text}" if text else name, 500)


class FunctionSubject:
    """`inputs.call` of exercises of kind `cases` and `pytest`."""

    def __init__(self, call: str, reference: Reference, peer: JudgePeer, options: Options) -> None:
        function = reference.function(call)
        if function is None:
            raise TypeError(f"{call} is no function")
        self._call, self._options = call, options
        self._reference: types.FunctionType = function
        self._signature = inspect.signature(function)
        self._submission = _found(peer, *reference.place_of(call))

    def key(self, arguments: tuple[Any, ...]) -> Hashable:
        return self._bound(tuple(map(frozen, arguments)), ())

    def _bound(self, args: Any, kwargs: Any) -> Hashable:
        """The same for calls that give the same values to the same parameters, by position or by name."""
        try:
            bound = self._signature.bind(*args, **dict(kwargs))
        except TypeError:
            return "unbound", args, kwargs
        for name, parameter in self._signature.parameters.items():
            if name not in bound.arguments and parameter.default is not parameter.empty:
                with contextlib.suppress(Exception):  # a default that is no plain data
                    bound.arguments[name] = frozen(parameter.default)
        values = ((name, bound.arguments[name]) for name in self._signature.parameters if name in bound.arguments)
        return tuple((name, frozenset(value.items()) if isinstance(value, dict) else value) for name, value in values)

    def used(self, inputs: UsedInputs) -> set[Hashable]:
        return {self._bound(args, kwargs) for args, kwargs in inputs.calls}

    def reference(self, arguments: tuple[Any, ...]) -> Came | None:
        own = copy.deepcopy(arguments)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                value = self._reference(*own)
            except Exception as error:
                builtin = next(cls for cls in type(error).__mro__ if cls in BUILTIN_EXCEPTIONS)
                return Came(raised=NAME_OF[id(builtin)], text=_last_line(type(error).__name__, str(error)))
        try:
            frozen(value)
        except UnusualInput:
            return None  # no plain data, or more than a learner could look through
        return Came(value, printed.getvalue())

    def submission(self, arguments: tuple[Any, ...]) -> Came | None:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                value = self._submission(*copy.deepcopy(arguments))
            except Exception as error:
                return _of_error(error)
        return Came(value, printed.getvalue())

    def differ(self, actual: Came, expected: Came) -> bool:
        if actual.raised or expected.raised:
            return actual.raised != expected.raised
        if not same(actual.value, expected.value, self._options):
            return True
        # What a function prints counts where the author's prints as well.
        return bool(expected.printed) and not same_print(actual.printed, expected.printed, self._options)

    def told(self, arguments: tuple[Any, ...], actual: Came, expected: Came) -> dict[str, str]:
        values = not (actual.raised or expected.raised) and same(actual.value, expected.value, self._options)
        show: Callable[[Came], str] = (lambda came: clean(came.printed)) if values else _shown
        call = f"{self._call}({', '.join(map(shown, arguments))})"
        return {"call": clean(call), "expected": show(expected), "actual": show(actual)}


def _found(peer: JudgePeer, module: str, names: list[str]) -> Any:
    found: Any = peer.import_module(module)
    for name in names:
        found = getattr(found, name)
    return found


def _shown(came: Came) -> str:
    return came.text if came.raised else shown(came.value)


class ProgramSubject:
    """Exercises of kind `stdio`: the arguments are the lines of input."""

    def __init__(self, file: str, reference: Programs, submission: Programs, options: Options) -> None:
        self._file, self._reference, self._submission, self._options = file, reference, submission, options

    def key(self, arguments: tuple[Any, ...]) -> Hashable:
        frozen(arguments)
        return tidied(_lines(arguments))

    def used(self, inputs: UsedInputs) -> set[Hashable]:
        return set(inputs.texts)

    def reference(self, arguments: tuple[Any, ...]) -> Came | None:
        try:
            return Came(printed=self._reference.run(self._file, _lines(arguments)))
        except Exception:
            return None  # no input that a program is meant to get

    def submission(self, arguments: tuple[Any, ...]) -> Came | None:
        try:
            return Came(printed=self._submission.run(self._file, _lines(arguments)))
        except Exception as error:
            return _of_error(error)

    def differ(self, actual: Came, expected: Came) -> bool:
        return bool(actual.raised) or not same_print(actual.printed, expected.printed, self._options)

    def told(self, arguments: tuple[Any, ...], actual: Came, expected: Came) -> dict[str, str]:
        came = actual.text if actual.raised else clean(actual.printed)
        return {"input": clean(_lines(arguments)), "expected": clean(expected.printed), "actual": came}


def _lines(arguments: tuple[Any, ...]) -> str:
    return "".join(f"{_line(one)}\n" for one in arguments)


def _line(value: Any) -> str:
    """A value as one types it in: the items of a list beside each other."""
    if isinstance(value, (list, tuple)):
        return " ".join(map(_line, value))
    return " ".join(str(value).splitlines())
