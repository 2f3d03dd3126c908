"""Operators of mutation testing on calls: another function, none at all, no copy, an argument or a sort key less."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.packs.mutation.changes import Change, Operator, Place, change, short
from grader.packs.mutation.text import SyntaxText

FILE_KEYWORDS = frozenset({"encoding", "errors", "newline"})
"""The sandbox is UTF-8 throughout: without them nothing changes there."""
_FUNCTION_PAIRS = (("min", "max"), ("any", "all"), ("floor", "ceil"))
_METHOD_PAIRS = (("lower", "upper"), ("startswith", "endswith"), ("find", "rfind"), ("lstrip", "rstrip"))
_FUNCTIONS = {one: other for pair in _FUNCTION_PAIRS for one, other in (pair, pair[::-1])}
_METHODS = {one: other for pair in _METHOD_PAIRS for one, other in (pair, pair[::-1])} | {"strip": "lstrip"}
_UNWRAPPED = {"abs": "{}", "round": "{}", "reversed": "{}", "sorted": "list({})", "set": "list({})"}
_COPIES = frozenset({"list", "dict"})
_WITH_KEYWORDS = frozenset({"sorted", "max", "min", "print", "enumerate", "sum", "int", "dict", "zip", "round"})
"""Builtins; of a function that the submission itself defines, a missing argument is an error at once."""


def _call(text: SyntaxText, node: ast.Call, _place: Place) -> Iterator[Change]:
    if isinstance(node.func, ast.Attribute):
        yield from _method(text, node, node.func)
    elif isinstance(node.func, ast.Name):
        yield from _function(text, node, node.func)
    if isinstance(node.func, ast.Attribute) or getattr(node.func, "id", "") in _WITH_KEYWORDS:
        for keyword in node.keywords:
            if keyword.arg is not None and keyword.arg not in FILE_KEYWORDS:
                others = [other for other in node.keywords if other is not keyword]
                new = ast.Call(node.func, node.args, others)
                yield change(node, new, f"`{keyword.arg}=` is left out", text.without_argument(node, keyword))


def _method(text: SyntaxText, node: ast.Call, func: ast.Attribute) -> Iterator[Change]:
    other = _METHODS.get(func.attr) or _FUNCTIONS.get(func.attr)  # `math.floor` is no method
    if other is not None:
        new = ast.Attribute(func.value, other, ast.Load())
        yield change(func, new, f"`{func.attr}` became `{other}`", text.of(func).removesuffix(func.attr) + other)
    if func.attr == "copy" and not node.args:
        yield change(node, func.value, "no copy is made", text.of(func.value))


def _function(text: SyntaxText, node: ast.Call, func: ast.Name) -> Iterator[Change]:
    other = _FUNCTIONS.get(func.id)
    if other is not None:
        yield change(func, ast.Name(other, ast.Load()), f"`{func.id}` became `{other}`", other)
    if not node.args or isinstance(node.args[0], ast.Starred):
        return
    first = node.args[0]
    if func.id in _COPIES and isinstance(first, ast.Name | ast.Attribute):
        yield change(node, first, "no copy is made", text.of(first))
    elif func.id in _UNWRAPPED:
        pattern = _UNWRAPPED[func.id]
        new = ast.Call(ast.Name("list", ast.Load()), [first], []) if "list" in pattern else first
        yield change(node, new, f"`{func.id}` is left out", pattern.format(text.of(first)))


def _sort_key(text: SyntaxText, node: ast.Lambda, _place: Place) -> Iterator[Change]:
    if not isinstance(node.body, ast.Tuple) or len(node.body.elts) < 2:  # noqa: PLR2004 - one of several
        return
    for number, left_out in enumerate(node.body.elts):
        others = [*node.body.elts[:number], *node.body.elts[number + 1 :]]
        words = ", ".join(text.of(other) for other in others) + ("," if len(others) == 1 else "")
        says = f"`{short(text.of(left_out))}` is left out"
        yield change(node.body, ast.Tuple(others, ast.Load()), says, f"({words})")


OPERATORS: dict[type[ast.AST], Operator] = {ast.Call: _call, ast.Lambda: _sort_key}
