"""Values as Python source.

What an author wrote is never pasted as code: it was parsed, and is written anew from its value.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from grader.model import Compare


def literal(value: Any) -> str:
    """An expression whose value is *value*, plain data. Raises `ValueError` for anything else."""
    kind = type(value)
    if kind is float and not math.isfinite(value):
        return f'float("{value}")'
    if value is None or kind in (bool, int, float, complex, str, bytes):
        return repr(value)
    if kind is list:
        return f"[{_joined(value)}]"
    if kind is tuple:
        return f"({_joined(value)}{',' if len(value) == 1 else ''})"
    if kind is dict:
        return "{" + ", ".join(f"{literal(key)}: {literal(one)}" for key, one in value.items()) + "}"
    if kind in (set, frozenset):
        inner = "{" + ", ".join(sorted(map(literal, value))) + "}" if value else ""
        return inner if kind is set and value else f"{kind.__name__}({inner})"
    if kind in (dt.date, dt.datetime):
        return repr(value)
    raise ValueError(f"a value of the type {kind.__name__} cannot be written as Python")


def _joined(values: Any) -> str:
    return ", ".join(map(literal, values))


def options(compare: Compare, *names: str) -> str:
    """The arguments of `expected` or `printed`, where they are not as by default: `, tolerance=0.1`."""
    return "".join(
        f", {name}={literal(getattr(compare, name))}" for name in names if getattr(compare, name) not in (None, False)
    )
