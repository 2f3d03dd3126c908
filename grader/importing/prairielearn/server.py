"""`server.py`, looked at without running it: the values that it sets in so many words."""

from __future__ import annotations

import ast
import html
import re
from dataclasses import dataclass, field
from typing import Any

from grader.errors import PackError
from grader.importing.sources import SourceFolder

_PLACE = re.compile(r"\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{\s*([^{}]*?)\s*\}\}")
_OWN_GRADING = {"grade", "parse"}


@dataclass
class Server:
    """What a question's server is known to set."""

    params: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """What it sets to something that is only known when it is run."""
    grades_itself: bool = False

    @property
    def varies(self) -> bool:
        """Whether a question may be another one each time."""
        return bool(self.unknown)


def read_server(folder: SourceFolder) -> Server:
    """The server of the question in *folder*. Raises `PackError` for one that is no Python."""
    if not folder.has("server.py"):
        return Server()
    try:
        tree = ast.parse(folder.text("server.py"))
    except (SyntaxError, ValueError, RecursionError) as error:
        raise PackError(f"server.py is no Python: {error}") from error
    server = Server()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            server.grades_itself |= node.name in _OWN_GRADING
            if node.name in {"generate", "prepare"}:
                _read_function(node, server)
    return server


def filled_in(template: str, server: Server) -> str:
    """*template* with the values in their places that are known; the places of others stay as they are."""

    def fill(found: re.Match[str]) -> str:
        raw, name = found[1] is not None, found[1] if found[1] is not None else found[2]
        if name.startswith("!"):
            return ""
        plain = name.removeprefix("&").strip()
        value = server.params.get(plain.removeprefix("params."))
        if not plain.startswith("params.") or not isinstance(value, str | int | float):
            return found[0]
        return str(value) if raw or name.startswith("&") else html.escape(str(value))

    return _PLACE.sub(fill, template)


def _read_function(function: ast.FunctionDef, server: Server) -> None:
    """Only what stands right in the function counts: what is set within a loop or a choice is not known."""
    known: dict[str, Any] = {}
    literal: dict[tuple[str, str], Any] = {}
    for statement in function.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        value = _value(statement.value, known)
        target = statement.targets[0]
        if isinstance(target, ast.Name):
            known.pop(target.id, None)
            known |= {} if value is _UNKNOWN else {target.id: value}
        elif (place := _place(target)) is not None and value is not _UNKNOWN:
            literal[place] = value
    written = [place for node in ast.walk(function) for place in _stores(node)]
    for place in dict.fromkeys(written):
        where, key = place
        if place in literal and written.count(place) == 1:
            (server.params if where == "params" else server.answers)[key] = literal[place]
        else:
            server.unknown.append(f"{where}.{key}")


_UNKNOWN = object()


def _value(node: ast.expr, known: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return known.get(node.id, _UNKNOWN)
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _UNKNOWN


def _place(target: ast.expr) -> tuple[str, str] | None:
    """`data["params"]["x"]` → ("params", "x")."""
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.slice, ast.Constant)
        and isinstance(target.value, ast.Subscript)
        and isinstance(target.value.slice, ast.Constant)
        and target.value.slice.value in {"params", "correct_answers"}
    ):
        return str(target.value.slice.value), str(target.slice.value)
    return None


def _stores(node: ast.AST) -> list[tuple[str, str]]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return [("params", "*")] if "params" in ast.unparse(node.func.value) else []
    flat = [inner for target in targets for inner in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [place for target in flat if (place := _place(target)) is not None]
