"""What is told of a class: its special methods and its plain ones."""

from __future__ import annotations

import types
from typing import Any

from bridge.errors import ProtocolError
from bridge.names import SPECIALS


def specials_of(cls: type) -> tuple[str, ...]:
    """The special methods that *cls* or its bases define, other than `object`'s own."""
    found = []
    for name in SPECIALS:
        for base in cls.__mro__[:-1]:
            if name in vars(base):
                if vars(base)[name] is not None:
                    found.append(name)
                break
    if any(vars(base).get("__hash__", 0) is None for base in cls.__mro__[:-1]):
        found.append("unhashable")
    return tuple(found)


def methods_of(cls: type) -> tuple[str, ...]:
    """Names of the plain methods of *cls*: those are called in one request."""
    found = {
        name
        for base in cls.__mro__[:-1]
        if base.__module__ != "builtins"
        for name, value in vars(base).items()
        if isinstance(value, (types.FunctionType, classmethod, staticmethod)) and not name.startswith("__")
    }
    return tuple(sorted(found))


def bound_special(target: Any, name: str) -> Any:
    """The special method as Python itself finds it: on the class, then bound. Raises `AttributeError`.

    Not `getattr(type(target), name)(target, …)`: what a mock keeps in its class is no function.
    """
    for cls in type(target).__mro__:
        if name in vars(cls):
            found = vars(cls)[name]
            bind = getattr(type(found), "__get__", None)
            return found if bind is None else bind(found, target, type(target))
    raise AttributeError(name)


def names_in(untrusted: Any) -> frozenset[str]:
    """The names that the other side sent. Raises `ProtocolError`."""
    if type(untrusted) is not tuple or not all(type(one) is str for one in untrusted):
        raise ProtocolError("a class of an odd form")
    return frozenset(untrusted)
