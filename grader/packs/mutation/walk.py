"""Goes through a file for all small mistakes that could be made in it, statements and conditions as wholes among them.

Left out on purpose: docstrings, type hints, imports, decorators, logging, the words of exceptions, prompts, and
what runs under `__main__` only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from grader.packs.mutation import calls, signs, values
from grader.packs.mutation.changes import Change, Place, Position, change
from grader.packs.mutation.text import SyntaxText

_OPERATORS = signs.OPERATORS | values.OPERATORS | calls.OPERATORS
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_NOT_ENTERED = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Assert, ast.Raise)
_NOT_ENTERED_FIELDS = frozenset(
    {"annotation", "returns", "decorator_list", "bases", "type_params", "format_spec", "ctx", "op", "ops"}
)
_LOG_METHODS = frozenset({"debug", "info", "warning", "warn", "error", "critical", "exception"})
_LOGGERS = frozenset({"log", "logger", "logging", "_log", "_logger", "LOG", "LOGGER", "warnings"})


def changes_in(tree: ast.Module, text: SyntaxText) -> Iterator[Change]:
    """Every small mistake that could be made in *tree*."""
    yield from _walk(tree, text, Place(bound=_bound_in(tree)))


def _walk(node: ast.AST, text: SyntaxText, place: Place) -> Iterator[Change]:
    if _is_left_alone(node):
        return
    if isinstance(node, ast.stmt):
        yield from _statement(node, place)
    if place.is_test:
        yield from _always(node, "True", "False")
    elif isinstance(node, ast.While):
        yield from _always(node.test, "False")  # always true runs for ever wherever it runs
    operator = _OPERATORS.get(type(node))
    if operator is not None:
        yield from operator(text, node, place)
    if isinstance(node, _NOT_ENTERED):
        return
    bound = _bound_in(node) if isinstance(node, _SCOPES) else place.bound
    for child, inner in _children(node, bound):
        yield from _walk(child, text, inner)


def _always(test: ast.AST, *words: str) -> Iterator[Change]:
    if not isinstance(test, ast.Constant):
        for word in words:
            yield change(test, ast.Constant(word == "True"), f"the condition is always {word.lower()}", word)


def _statement(node: ast.stmt, place: Place) -> Iterator[Change]:
    match node:
        case ast.Break():
            yield change(node, ast.Continue(), "`break` became `continue`", "continue")
        case ast.Continue():
            yield change(node, ast.Break(), "`continue` became `break`", "break")
        case ast.Expr(ast.Call() | ast.Await()) | ast.AugAssign() | ast.Delete() | ast.Raise():
            yield change(node, ast.Pass(), "the statement is left out", "pass")
        case ast.Assign():
            # Without the first binding of a name everything that uses it is an error.
            bound = [part for target in node.targets for part in ast.walk(target) if _is_bound(part)]
            if all(place.bound[name.id] < (node.lineno, node.col_offset) for name in bound):
                yield change(node, ast.Pass(), "the statement is left out", "pass")


def _children(node: ast.AST, bound: Mapping[str, Position]) -> Iterator[tuple[ast.AST, Place]]:
    tests = {"test"} if isinstance(node, ast.If | ast.IfExp) else {"ifs", "guard"}
    bare = getattr(getattr(node, "func", None), "id", "") in {"input", "open"} or (
        isinstance(node, ast.keyword) and node.arg in calls.FILE_KEYWORDS
    )
    for name, value in ast.iter_fields(node):
        if name in _NOT_ENTERED_FIELDS or (name == "keywords" and isinstance(node, ast.ClassDef)):
            continue
        is_key = name == "slice" and isinstance(node, ast.Subscript)
        inner = Place(is_test=name in tests, is_bare=bare or is_key, bound=bound)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
                continue  # the operator for f-strings sees to it
            if isinstance(child, ast.AST):
                yield child, inner


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(ast.Constant()):
            return True
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), method))):
            return name in _LOGGERS and method in _LOG_METHODS
        case ast.If(test):
            return any(getattr(part, "id", "") in {"__name__", "TYPE_CHECKING"} for part in ast.walk(test))
        case ast.Assign([ast.Name(name)]):
            return name.startswith("__") and name.endswith("__")
    return False


def _bound_in(scope: ast.AST) -> Mapping[str, Position]:
    """Where each name is first bound in *scope*, functions inside it left aside."""
    found: dict[str, Position] = {}
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, ast.arg) or _is_bound(node):
            name = node.arg if isinstance(node, ast.arg) else node.id
            place = (node.lineno, node.col_offset)
            found[name] = min(found.get(name, place), place)
        waiting += ast.iter_child_nodes(node)
    return found


def _is_bound(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
