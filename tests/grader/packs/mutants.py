"""Makes faulty packs of sound ones: some of their text is gone, doubled, moved, or replaced by nasty things."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

_TOKEN = re.compile(r"\w+|[^\S\n]+|\n|.")
_SCALAR = re.compile(r"(?<=[:\-,\[] )[^\n,\]}]+")
_NASTY = [
    "*a", "&a ", "&a [*a]", "<<: *a", "[" * 120, "{a: " * 40, "- " * 60, "]", "}", "{", "[", ":", ": ", "- ", "? ",
    "|", ">", "|9", "%YAML 9.9\n", "---\n", "...\n", "\t", "\n", "\r", "\u2028", "\ufeff", "\x00", "\x85", "#", "'",
    '"', "`", "@", "!", "!!", "null", "~", "yes", "no", "5", "-1", "0", "1.5", "1e400", ".nan", "-.inf",
    "0x" + "f" * 600, "9" * 5_000, "1:2:3", "2024-01-01", "[]", "{}", '""', "[a, b]", "{a: b}", "{en: 5}", "=",
    "!!int ''", "!!float x", "!!bool x", "!!binary aGk=", "!!set {a}", "!!python/object/apply:os.system [id]",
    "!local x", '"\\ud800"', '"\\UFFFFFFFF"', '"\\x00"', "é", "שלום", "😀", "x" * 3_000, "../../etc/passwd", "/",
    ".", "..", "a/b", "a b", "__init__", "con", "f(", "f()", "f(*a)", "-" * 900 + "1", "(" * 300, "lambda: 0",
    "pytest", "cases", "stdio", "quiz", "text", "kind: quiz\n", "kind: cases\n", "kind: stdio\n", "kind: text\n",
    "cases: []\n", "inputs: {strategy: exercise.yaml}\n", "hidden: {}\n", "starter: {a.py: x}\n",
    "mistakes: {a: {answer: {}}}\n",
]  # fmt: skip


_BLOCK = re.compile(r"^(?=[^\s#])", re.MULTILINE)


def with_some_keys(text: str, mask: int) -> str:
    """The text with those of its outermost keys that *mask* has a bit for: most faults need no long text."""
    blocks = [block for block in _BLOCK.split(text) if block]
    return "".join(block for number, block in enumerate(blocks) if mask >> number % 8 & 1)


@dataclass(frozen=True)
class Change:
    """One change of a text; the numbers say where, whatever the text's length."""

    way: Callable[[str, int, int, str], str]
    first: int
    second: int
    piece: str

    def __call__(self, text: str) -> str:
        """The changed text."""
        return self.way(text, self.first, self.second, self.piece)


def _on_tokens(change: Callable[[list[str], int, int, str], None]) -> Callable[[str, int, int, str], str]:
    def changed(text: str, first: int, second: int, piece: str) -> str:
        tokens = _TOKEN.findall(text) or [""]
        change(tokens, first % len(tokens), second % len(tokens), piece)
        return "".join(tokens)

    return changed


@_on_tokens
def _without(tokens: list[str], first: int, second: int, piece: str) -> None:
    del tokens[first : first + 1 + second % 3]


@_on_tokens
def _doubled(tokens: list[str], first: int, second: int, piece: str) -> None:
    tokens.insert(second, tokens[first])


@_on_tokens
def _swapped(tokens: list[str], first: int, second: int, piece: str) -> None:
    tokens[first], tokens[second] = tokens[second], tokens[first]


@_on_tokens
def _replaced(tokens: list[str], first: int, second: int, piece: str) -> None:
    tokens[first] = piece


@_on_tokens
def _inserted(tokens: list[str], first: int, second: int, piece: str) -> None:
    tokens.insert(first, piece)


def _with_value(text: str, first: int, second: int, piece: str) -> str:
    """A whole value replaced: by a piece, or by another value of the same text."""
    values = list(_SCALAR.finditer(text))
    if not values:
        return piece
    place = values[first % len(values)]
    value = piece if second % 3 else values[second % len(values)][0]
    return text[: place.start()] + value + text[place.end() :]


def _with_lines_moved(text: str, first: int, second: int, piece: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    taken = lines.pop(first % len(lines))
    lines.insert(second % (len(lines) + 1), taken if first % 2 else "  " + taken)
    return "".join(lines)


def _with_lines_twice(text: str, first: int, second: int, piece: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    start = first % len(lines)
    return "".join(lines + lines[start : start + 1 + second % 5])


def _cut(text: str, first: int, second: int, piece: str) -> str:
    return text[: first % (len(text) + 1)]


def _lines_gone(text: str, first: int, second: int, piece: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    start = first % len(lines)
    return "".join(lines[:start] + lines[start + 1 + second % 4 :])


_WAYS = [_without, _doubled, _swapped, _replaced, _inserted, _with_value, _with_value, _with_lines_moved]
_WAYS += [_with_lines_twice, _cut, _lines_gone]
_NUMBERS = st.integers(0, 1 << 16)
changes = st.lists(
    st.builds(Change, st.sampled_from(_WAYS), _NUMBERS, _NUMBERS, st.sampled_from(_NASTY) | st.text(max_size=6)),
    min_size=1,
    max_size=4,
)
"""Some changes, to be made one after the other."""
