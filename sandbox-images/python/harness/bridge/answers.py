"""What the submission may ask of an object that a test passed to it, and nothing else.

Plain attributes, calls and special methods. Not what leads from an object to code, frames, globals or
documentation of the tests: no name with an underscore, and nothing at all of functions and classes.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from typing import Any

from bridge.classes import bound_special
from bridge.errors import ProtocolError
from bridge.names import SPECIALS

_PARTS_OF_A_CALLER = 2
_PARTS_OF_AN_EXIT = 3
_FILE = re.compile(r"[\w./-]{1,120}")

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


def _call(target: Any, args: Any, kwargs: Any, caller: Any = ("", "")) -> Any:
    _arguments(args, kwargs)
    if type(caller) is not tuple or len(caller) != _PARTS_OF_A_CALLER or not all(type(one) is str for one in caller):
        raise ProtocolError("a caller of an odd form")
    name, file = caller
    if not name.isidentifier() or not _FILE.fullmatch(file):
        return target(*args, **kwargs)
    # For tests that look at the stack: a frame that is called like the submission's function.
    code = _forward.__code__.replace(co_name=name, co_qualname=name, co_filename=file)
    return types.FunctionType(code, {})(target, args, kwargs)


def _forward(target: Any, args: Any, kwargs: Any) -> Any:
    return target(*args, **kwargs)


def _call_method(target: Any, name: Any, args: Any, kwargs: Any) -> Any:
    _arguments(args, kwargs)
    if name == "__init__":
        init: Any = type(target).__init__
        if not isinstance(init, types.FunctionType) or init.__module__.startswith("unittest"):
            return None  # nothing that a test wrote; a mock that was made anew would forget what it saw
    elif not (isinstance(target, types.GeneratorType) and name in {"send", "throw", "close"}):
        _readable(target, name)
    return getattr(target, name)(*args, **kwargs)


def _arguments(args: Any, kwargs: Any) -> None:
    if type(args) is not tuple or type(kwargs) is not dict or not all(type(key) is str for key in kwargs):
        raise ProtocolError("arguments of an odd form")


def _special(target: Any, name: Any, *args: Any) -> Any:
    if name not in SPECIALS or name == "__call__":
        raise ProtocolError("a special method that the submission may not ask")
    if name == "__exit__" and len(args) == _PARTS_OF_AN_EXIT and isinstance(args[1], BaseException):
        # An exception of the test's own has come back as itself; its class was not told over there.
        args = (type(args[1]), args[1], args[1].__traceback__)
    return bound_special(target, name)(*args)


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
