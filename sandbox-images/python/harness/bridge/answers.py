"""What the submission may ask of an object that a test passed to it, and nothing else.

Plain attributes, calls and special methods. Not what leads from an object to code, frames, globals or
documentation of the tests: no name with an underscore, and nothing at all of functions and classes.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from bridge.errors import ProtocolError
from bridge.names import SPECIALS

_OPAQUE = (
    *(types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.MethodWrapperType),
    *(types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, type),
)
"""Objects of the tests that the submission may call or iterate, but not look into: their attributes lead
to code, frames and globals."""


def _readable(target: Any, name: Any) -> None:
    if type(name) is not str:
        raise ProtocolError("a name that is no text")
    if name == "__name__":
        return
    if name.startswith("_") or isinstance(target, _OPAQUE):
        raise AttributeError(f"{type(target).__name__!r} object of the test has no attribute {name!r}")


def _getattr(target: Any, name: Any) -> Any:
    _readable(target, name)
    return getattr(target, name)


def _setattr(target: Any, name: Any, value: Any) -> None:
    _readable(target, name)
    if callable(getattr(type(target), name, None)):
        raise AttributeError(f"the method {name!r} of a test's object cannot be replaced")  # noqa: TRY004 - as Python does
    setattr(target, name, value)


def _call(target: Any, args: Any, kwargs: Any) -> Any:
    _arguments(args, kwargs)
    return target(*args, **kwargs)


def _call_method(target: Any, name: Any, args: Any, kwargs: Any) -> Any:
    _arguments(args, kwargs)
    if not (isinstance(target, types.GeneratorType) and name in {"send", "throw", "close"}):
        _readable(target, name)
    return getattr(target, name)(*args, **kwargs)


def _arguments(args: Any, kwargs: Any) -> None:
    if type(args) is not tuple or type(kwargs) is not dict or not all(type(key) is str for key in kwargs):
        raise ProtocolError("arguments of an odd form")


def _special(target: Any, name: Any, *args: Any) -> Any:
    if name not in SPECIALS or name == "__call__":
        raise ProtocolError("a special method that the submission may not ask")
    return getattr(type(target), name)(target, *args)


def _dir(target: Any) -> tuple[str, ...]:
    return () if isinstance(target, _OPAQUE) else tuple(name for name in dir(target) if not name.startswith("_"))


ANSWERS: dict[str, Callable[..., Any]] = {
    "getattr": _getattr,
    "setattr": _setattr,
    "call": _call,
    "call_method": _call_method,
    "special": _special,
    "dir": _dir,
}
