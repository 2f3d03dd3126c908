"""Operators of mutation testing on values: numbers, texts, f-strings, lists, slices and what is returned."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from grader.packs.mutation.changes import Change, Operator, Place, change, short, written
from grader.packs.mutation.text import SyntaxText


def _constant(_text: SyntaxText, node: ast.Constant, place: Place) -> Iterator[Change]:
    others: list[Any] = []
    match node.value:
        case bool():
            others = [not node.value]
        case int():
            others = [node.value + 1] if node.value == 0 else [node.value + 1, node.value - 1]
        case float():
            others = [node.value + 1]
        case str() | bytes() if not place.is_bare:
            others = [type(node.value)()] if node.value else ["X" if isinstance(node.value, str) else b"X"]
    for other in others:
        says = f"{short(written(node.value))} became {written(other)}"
        yield change(node, ast.Constant(other), says, written(other))


def _f_string(text: SyntaxText, node: ast.JoinedStr, _place: Place) -> Iterator[Change]:
    for number, part in enumerate(node.values):
        before, after = node.values[:number], node.values[number + 1 :]
        if isinstance(part, ast.Constant):
            words = written(part.value)
            texts = text.without(node, str(part.value), "") + text.without(node, words[1:-1], "")
            yield change(node, ast.JoinedStr([*before, *after]), f"{short(words)} is left out", *texts)
        elif isinstance(part, ast.FormattedValue) and isinstance(part.format_spec, ast.JoinedStr):
            spec = ast.unparse(part.format_spec)[2:-1]
            plain = ast.FormattedValue(part.value, part.conversion)
            texts = text.without(node, f":{spec}}}", "}")
            says = f"the format `:{short(spec)}` is left out"
            yield change(node, ast.JoinedStr([*before, plain, *after]), says, *texts)


def _list(_text: SyntaxText, node: ast.List, _place: Place) -> Iterator[Change]:
    if node.elts and isinstance(node.ctx, ast.Load):
        yield change(node, ast.List([], ast.Load()), "the list is empty", "[]")


def _set(_text: SyntaxText, node: ast.Set, _place: Place) -> Iterator[Change]:
    yield change(node, ast.Call(ast.Name("set", ast.Load()), [], []), "the set is empty", "set()")


def _dict(_text: SyntaxText, node: ast.Dict, _place: Place) -> Iterator[Change]:
    if node.keys:
        yield change(node, ast.Dict([], []), "the dict is empty", "{}")


def _slice(text: SyntaxText, node: ast.Subscript, _place: Place) -> Iterator[Change]:
    part = node.slice
    if not isinstance(part, ast.Slice):
        return
    bounds = (part.lower, part.upper, part.step)
    for number, what in enumerate(("begin", "end", "step")):
        if bounds[number] is not None:
            lower, upper, step = (None if place == number else bound for place, bound in enumerate(bounds))
            words = f"{text.of(lower)}:{text.of(upper)}" + (f":{text.of(step)}" if step is not None else "")
            yield change(part, ast.Slice(lower, upper, step), f"the {what} of the slice is left out", words)
    if isinstance(node.ctx, ast.Load) and not any(bounds):
        yield change(node, node.value, "no copy is made", text.of(node.value))


def _returned(_text: SyntaxText, node: ast.Return | ast.Yield, _place: Place) -> Iterator[Change]:
    value = node.value
    if value is not None and not (isinstance(value, ast.Constant) and not value.value):
        verb = "returned" if isinstance(node, ast.Return) else "yielded"
        yield change(value, ast.Constant(None), f"None is {verb}", "None")


OPERATORS: dict[type[ast.AST], Operator] = {
    ast.Constant: _constant,
    ast.JoinedStr: _f_string,
    ast.List: _list,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.Subscript: _slice,
    ast.Return: _returned,
    ast.Yield: _returned,
}
