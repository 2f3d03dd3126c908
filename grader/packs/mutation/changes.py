"""What an operator of mutation testing is given and gives: a node with its place, and the changes to make there."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.packs.mutation.text import SyntaxText

Position = tuple[int, int]
_SHORT = 40


@dataclass(frozen=True)
class Change:
    """One mistake: *new* in the place of *node*, and how that may be written, the best way first."""

    node: Any
    """A node of `ast` that has a place in the text."""
    new: ast.AST
    texts: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Place:
    """What an operator must know of where a node stands."""

    is_test: bool = False
    """It is all of a condition: of `if`, of `x if … else y`, or of a comprehension."""
    is_bare: bool = False
    """Its text matters to nobody, as a prompt's; or another is an error at once: the key in `row["name"]`."""
    bound: Mapping[str, Position] = field(default_factory=dict)
    """Where each name is first bound in the function around."""


Operator = Callable[[SyntaxText, Any, Place], Iterator[Change]]


def change(node: ast.AST, new: ast.AST, says: str, *texts: str) -> Change:
    """A change; texts that could not be made are empty, and left out."""
    return Change(node, new, tuple(text for text in texts if text), says)


def written(value: object) -> str:
    """*value* as Python writes it, texts in double quotes where that is as good."""
    text = repr(value)
    return text if '"' in text else text.replace("'", '"')


def short(text: str) -> str:
    """*text*, cut so that it fits into a line."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
