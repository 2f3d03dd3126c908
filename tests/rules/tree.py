"""The repository's own files, as the rules see them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("web/", "grader/", "sandbox-images/", "scripts/", "tests/")
DATA = (
    "grader/packs/templates/",
    "tests/attacks/submissions/",
    "tests/attacks/controls/",
    "tests/attacks/exercises/",
    "tests/data/",
    "scripts/bench/exercise/",
    "web/migrations/",
)
"""Python files that are handed in, graded or copied, and what Alembic makes: not code of the project."""


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git tracks and that is still there, as paths from the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def python_files(*folders: str) -> list[str]:
    """The project's own Python files below *folders*; all of them when none is named."""
    return [
        name
        for name in tracked()
        if name.endswith(".py") and name.startswith(folders or CODE) and not name.startswith(DATA)
    ]


def text_of(name: str) -> str:
    """The text of a tracked file."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def parsed(name: str) -> ast.Module:
    """The syntax tree of a tracked Python file."""
    return ast.parse(text_of(name), name)


def imported(name: str) -> set[str]:
    """Full names of all modules that a file imports, also inside functions; relative ones begin with a dot."""
    found = set()
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found
