"""The tests of an exercise, found by reading its files: they are never imported on the host."""

from __future__ import annotations

import ast

TestFunctions = dict[str, tuple[int, int]]
"""Name of a test function (`test_x`, `TestClass::test_x`) → its line and column."""


def test_functions(text: str) -> TestFunctions:
    """What pytest would collect from this file, in order. Raises `SyntaxError`."""
    tree = ast.parse(text)
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    found: TestFunctions = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            found[node.name] = _place(node)
        elif isinstance(node, ast.ClassDef) and _is_test_class(node, classes):
            methods = _methods(node, classes)
            found |= {f"{node.name}::{name}": place for name, place in methods.items()}
    return found


test_functions.__test__ = False  # type: ignore[attr-defined] # pytest must not take it for a test


def is_test_file(name: str) -> bool:
    """Whether pytest would look for tests in a file of this name."""
    base = name.rsplit("/", 1)[-1]
    return base.endswith(".py") and (base.startswith("test_") or base.endswith("_test.py"))


def imported_names(text: str) -> set[str]:
    """Top-level modules that the file imports. Raises `SyntaxError`."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def _place(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset + 1


def _bases(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases]


def _is_test_class(node: ast.ClassDef, classes: dict[str, ast.ClassDef], depth: int = 0) -> bool:
    if node.name.startswith("Test") or "TestCase" in _bases(node):
        return True
    return depth < 10 and any(  # noqa: PLR2004 - classes that derive from themselves end somewhere
        base in classes and _is_unittest(classes[base], classes, depth + 1) for base in _bases(node)
    )


def _is_unittest(node: ast.ClassDef, classes: dict[str, ast.ClassDef], depth: int) -> bool:
    return "TestCase" in _bases(node) or (
        depth < 10  # noqa: PLR2004 - see above
        and any(base in classes and _is_unittest(classes[base], classes, depth + 1) for base in _bases(node))
    )


def _methods(node: ast.ClassDef, classes: dict[str, ast.ClassDef], depth: int = 0) -> TestFunctions:
    found: TestFunctions = {}
    if depth < 10:  # noqa: PLR2004 - see above
        for base in reversed(_bases(node)):
            if base in classes:
                found |= _methods(classes[base], classes, depth + 1)
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and statement.name.startswith("test"):
            found[statement.name] = _place(statement)
    return found
