"""Modules that can be read in one go, functions that fit on a screen, and names that say something."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

import pytest

from tests.rules.tree import parsed, python_files, text_of

ALL = python_files()
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "stuff"}


@pytest.mark.parametrize("name", ALL)
def test_a_module_stays_below_400_lines(name: str) -> None:
    assert len(text_of(name).splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("name", ALL)
def test_a_function_fits_on_a_screen(name: str) -> None:
    functions = [node for node in ast.walk(parsed(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f"{node.name}, line {node.lineno}" for node in functions if _lines(node) > LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("name", ALL)
def test_a_modules_name_says_what_it_holds(name: str) -> None:
    assert not SAY_NOTHING & set(PurePosixPath(name).with_suffix("").parts)


@pytest.mark.parametrize("name", [name for name in ALL if not name.endswith("__init__.py")])
def test_a_module_begins_with_a_sentence(name: str) -> None:
    assert ast.get_docstring(parsed(name))


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
