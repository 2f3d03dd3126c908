"""Nothing of one machine, nothing left for later, no test that cannot fail."""

from __future__ import annotations

import ast
import re

import pytest

from tests.rules.tree import DATA, parsed, python_files, text_of, tracked

THIS = "tests/rules/test_tidiness.py"
MACHINE = re.compile(
    r"/(?:work|farm)/(?:main|shared|steering|in|\.library)\b|\bshared/(?:contract|style|limits|bridge)\.md"
)
LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError\(\)")
TEXTS = [
    name
    for name in tracked()
    if name.endswith((".py", ".md", ".yaml", ".toml", ".html", ".css", ".js", ".ts", ".sh", "Makefile", "Dockerfile"))
    and not name.startswith(DATA)
    and name != THIS
]


@pytest.mark.parametrize("name", TEXTS)
def test_no_file_names_a_path_of_one_machine(name: str) -> None:
    assert not MACHINE.search(text_of(name))


@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name.startswith(("web/", "grader/", "scripts/", "sandbox-images/"))]
)
def test_nothing_is_left_for_later(name: str) -> None:
    assert not LATER.search(text_of(name))


@pytest.mark.parametrize("name", python_files("tests/"))
def test_no_test_is_skipped_or_expected_to_fail(name: str) -> None:
    words = {node.attr for node in ast.walk(parsed(name)) if isinstance(node, ast.Attribute)}
    assert not words & {"skip", "skipif", "xfail", "importorskip", "skipTest"}


@pytest.mark.parametrize(
    "name", [name for name in python_files("tests/") if name.rpartition("/")[2].startswith("test_")]
)
def test_every_test_asserts_something(name: str) -> None:
    tests = [
        node for node in ast.walk(parsed(name)) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [node.name for node in tests if not _can_fail(node)] == []


def _can_fail(test: ast.FunctionDef) -> bool:
    """Whether it asserts, expects an exception, or calls something whose name says that it checks."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert | ast.Raise):
            return True
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called.startswith(("raises", "warns", "assert", "check", "expect", "fail", "to_", "wait_for")):
                return True
    return False
