"""Mutants: copies of a reference with one small mistake each. Good hidden tests notice nearly all of them.

Pure: nothing is run here, neither the reference nor a mutant. `grader.proving` runs them in the sandbox.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from grader.packs.mutation.changes import Change
from grader.packs.mutation.text import SyntaxText
from grader.packs.mutation.walk import changes_in

DEFAULT_LIMIT = 60
MAX_SOURCE_BYTES = 64 * 1024
"""Larger files get no mutants: they are data, not what a learner would write."""


@dataclass(frozen=True)
class Mutant:
    """One file with one small mistake."""

    id: str
    """Stays the same while the file's name and the line do; an author names it under `equivalent`."""
    file: str
    line: int
    description: str
    source: bytes
    """The whole file, mutated."""
    diff: str
    """A unified diff against the original, with no line around it."""


def mutants_of(files: Mapping[str, bytes], names: Sequence[str], limit: int | None = DEFAULT_LIMIT) -> list[Mutant]:
    """Mutants of those *files* that *names* lists, in the order of their lines; at most *limit*, None for all.

    The same files give the same mutants. Which of them are taken when there are more than *limit* looks like
    chance, but does not change with lines elsewhere. Mutants that do just what the original or another does are
    left out, as far as that can be seen. A file that is no Python gives none.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a mutant: `x is 1`; of an author's file: an escape that is none
        return _mutants_of({name: files[name] for name in names if name.endswith(".py") and name in files}, limit)


def _mutants_of(files: Mapping[str, bytes], limit: int | None) -> list[Mutant]:
    candidates = [one for name, data in files.items() for one in _read(name, data)]
    candidates.sort(key=lambda one: hashlib.sha256(one.id.encode()).digest())
    seen = {(one.file.name, one.file.code) for one in candidates}
    found: list[tuple[tuple[str, int, int], Mutant]] = []
    for candidate in candidates:
        if limit is not None and len(found) >= limit:
            break
        mutant = candidate.made()
        if mutant is None:
            continue
        code = (mutant.file, _code_of(mutant.source))
        if code not in seen:
            seen.add(code)
            found.append((candidate.place, mutant))
    return [mutant for _, mutant in sorted(found, key=lambda one: (one[0], one[1].id))]


@dataclass(frozen=True)
class _File:
    """A file that can be mutated."""

    name: str
    data: bytes
    tree: ast.Module
    text: SyntaxText
    parents: Mapping[ast.AST, tuple[ast.AST, str, int | None]]
    """Node → the node that holds it, in which field, and at which place of a list."""
    code: object

    def tree_with(self, change: Change) -> str:
        """The syntax tree after *change*, as a text to compare with."""
        parent, field, number = self.parents[change.node]
        whole = getattr(parent, field)
        if number is None:
            setattr(parent, field, change.new)
        else:
            whole[number] = change.new
        try:
            return ast.dump(self.tree)
        finally:
            if number is None:
                setattr(parent, field, change.node)
            else:
                whole[number] = change.node


@dataclass(frozen=True)
class _Candidate:
    file: _File
    change: Change
    id: str

    @property
    def place(self) -> tuple[str, int, int]:
        return self.file.name, self.change.node.lineno, self.change.node.col_offset

    def made(self) -> Mutant | None:
        """The mutant; None where no text was found that means what the change is meant to mean."""
        wanted = self.file.tree_with(self.change)
        for source in self._sources():
            if _tree_of(source) == wanted:
                return Mutant(
                    id=self.id,
                    file=self.file.name,
                    line=self.place[1],
                    description=self.change.says,
                    source=source,
                    diff=_diff(self.file.name, self.file.data, source),
                )
        return None

    def _sources(self) -> Iterator[bytes]:
        """What the file may look like after the change: with little of its text touched, else with more."""
        for text in (*self.change.texts, *_unparsed(self.change.new)):
            yield self.file.text.replaced(self.change.node, text)
            if isinstance(self.change.new, ast.expr):
                yield self.file.text.replaced(self.change.node, f"({text})")


def _read(name: str, data: bytes) -> Iterator[_Candidate]:
    if len(data) > MAX_SOURCE_BYTES:
        return
    try:
        tree, code, text = ast.parse(data), _code_of(data), SyntaxText(data)
        changes = sorted(changes_in(tree, text), key=lambda one: (one.node.lineno, one.node.col_offset))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    file = _File(name, data, tree, text, dict(_parents(tree)), code)
    alike: Counter[tuple[str, str]] = Counter()
    for change in changes:
        line = file.text.line(change.node.lineno)
        alike[line, change.says] += 1
        words = "\0".join((name, line, change.says, str(alike[line, change.says])))
        # The letter keeps YAML from reading an id as a number.
        yield _Candidate(file, change, "m" + hashlib.sha256(words.encode()).hexdigest()[:7])


def _parents(tree: ast.AST) -> Iterator[tuple[ast.AST, tuple[ast.AST, str, int | None]]]:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                for number, child in enumerate(value):
                    yield child, (parent, field, number)
            elif isinstance(value, ast.AST):
                yield value, (parent, field, None)


def _unparsed(new: ast.AST) -> Iterator[str]:
    try:
        yield ast.unparse(ast.fix_missing_locations(new))
    except (ValueError, RecursionError):  # f-strings with quotes in quotes, before Python 3.12
        return


def _tree_of(source: bytes) -> str | None:
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        return None


def _code_of(data: bytes) -> object:
    """What Python makes of a file, without the places of lines: equal for files that do just the same."""
    try:
        return _plain(compile(data, "mutant", "exec", dont_inherit=True))
    except SyntaxError:  # such as `break` outside a loop: no tree says so
        return None


def _plain(code: CodeType) -> tuple[Any, ...]:
    constants = tuple(
        _plain(one) if isinstance(one, CodeType) else (type(one).__name__, repr(one)) for one in code.co_consts
    )
    return (
        *(code.co_name, code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars),
        *(code.co_cellvars, code.co_argcount, code.co_kwonlyargcount, code.co_flags, code.co_exceptiontable),
    )


def _diff(name: str, old: bytes, new: bytes) -> str:
    lines = difflib.unified_diff(
        old.decode("utf-8", "replace").splitlines(),
        new.decode("utf-8", "replace").splitlines(),
        name,
        name,
        "",
        "",
        0,
        "",
    )
    return "\n".join(lines)
