"""Python of other systems, looked at without running it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath

from grader.packs.collection import imported_names, test_functions

_IN_THE_IMAGE = frozenset({"pytest", "_pytest"})


def absent_modules(files: Mapping[str, bytes], *, but: frozenset[str] = frozenset()) -> list[str]:
    """What Python files import that neither the image, nor *but*, nor they themselves hold. Raises `SyntaxError`."""
    python = {name: content for name, content in files.items() if name.endswith(".py")}
    # A module below a folder is there under the folder's name, and under its own where the folder is on the path.
    own = {part.removesuffix(".py") for name in python for part in PurePosixPath(name).parts}
    wanted = {module for content in python.values() for module in imported_names(source_text(content))}
    return sorted(wanted - sys.stdlib_module_names - own - but - _IN_THE_IMAGE)


def without_unused(text: str, modules: frozenset[str]) -> str:
    """*text* without imports of *modules* whose names it never uses; the lines keep their numbers."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    lines = text.split("\n")
    for node in tree.body:
        if isinstance(node, ast.Import):
            of = {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            of = {node.module.split(".")[0]}
        else:
            continue
        bound = {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        if of <= modules and not bound & used and "*" not in bound:
            last = node.end_lineno or node.lineno
            lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    return "\n".join(lines)


def has_tests(content: bytes) -> bool:
    """Whether pytest would find a test in this file."""
    try:
        return bool(test_functions(source_text(content)))
    except (SyntaxError, ValueError, RecursionError):
        return False


def top_level_names(text: str) -> list[str]:
    """What a module's own statements bind, in order; names with an underscore in front are its own affair."""
    found: dict[str, None] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = None
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).split(".")[0]: None for alias in node.names}
        else:
            bound = (one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
            found |= {one.id: None for one in bound}
    return [name for name in found if not name.startswith("_")]


def used_names(text: str) -> set[str]:
    """Every name that is read somewhere in *text*."""
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


def source_text(content: bytes) -> str:
    """A Python file's text. Raises `SyntaxError` for what is none."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SyntaxError("it is not UTF-8 text") from error
