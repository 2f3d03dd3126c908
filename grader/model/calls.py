"""Calls as authors write them in cases: `clamp(5, low=0, high=10)`. They are read, and never run here."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """A call with plain values."""

    function: str
    """`clamp`, or `shapes.clamp` where the submission has several files."""
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def parse_call(text: str) -> Call:
    """The call in *text*. Raises `ValueError` with a sentence for its author."""
    text = text.strip()
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"is no Python: {reason(error)}") from error
    function = _function(node.func) if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or function is None:
        raise ValueError("is no call of a function, such as clamp(5, low=0, high=10)")
    if any(keyword.arg is None for keyword in node.keywords):
        raise ValueError("write each argument by itself, without **")
    args = tuple(_value(argument, text) for argument in node.args)
    return Call(function, args, {word.arg: _value(word.value, text) for word in node.keywords if word.arg})


def plain_value(text: str) -> Any:
    """The value of a Python literal. Raises `ValueError` with a sentence for its author."""
    try:
        value = ast.literal_eval(text.strip())
        repr(value)  # Python refuses to print numbers of thousands of digits
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError(f"{text.strip()[:60]!r} is no plain Python value, such as 5, 'a' or [1, 2]") from error
    return value


def _value(node: ast.expr, text: str) -> Any:
    return plain_value(ast.get_source_segment(text, node) or "")


def reason(error: Exception) -> str:
    """What Python says of text that is no Python."""
    return error.msg if isinstance(error, SyntaxError) else str(error) or "it is nested too deeply"


def _function(node: ast.expr) -> str | None:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(names)]) if isinstance(node, ast.Name) else None
