"""The text of a Python file as its syntax tree sees it: what a node says, and the file with one node replaced."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any

Span = tuple[int, int]


class SyntaxText:
    """The text of one file. Offsets of the syntax tree count bytes of UTF-8, so the text is kept as bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0]
        for line in data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: Any) -> Span:
        """Where *node* begins and ends."""
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[node.end_lineno - 1] + node.end_col_offset

    def of(self, node: ast.AST | None) -> str:
        """What *node* says; nothing for None."""
        return "" if node is None else self._slice(*self.span(node))

    def line(self, number: int) -> str:
        """The line with this number, without the white space around it."""
        return self._slice(*self._starts[number - 1 : number + 1]).strip()

    def replaced(self, node: ast.AST, text: str) -> bytes:
        """The whole file with *text* in the place of *node*."""
        begin, end = self.span(node)
        return self._data[:begin] + text.encode() + self._data[end:]

    def with_sign(self, node: ast.AST, operands: Sequence[ast.AST], signs: Mapping[int, tuple[str, str]]) -> str:
        """*node* with other signs: number of the gap between operands → the sign there and the one to put there.

        Empty when a gap holds more than the sign, such as a comment that has it too.
        """
        begin, end = self.span(node)
        text, position = "", begin
        for number, (left, right) in enumerate(itertools.pairwise(operands)):
            gap_begin, gap_end = self.span(left)[1], self.span(right)[0]
            gap = self._slice(gap_begin, gap_end)
            if number in signs:
                old, new = signs[number]
                gap, count = re.subn(re.escape(old).replace(r"\ ", r"\s+"), new, gap)
                if count != 1:
                    return ""
            text += self._slice(position, gap_begin) + gap
            position = gap_end
        return text + self._slice(position, end)

    def without(self, node: ast.AST, part: str, instead: str) -> list[str]:
        """*node* with *instead* in the place of *part*, once for each place where it says *part*."""
        text = self.of(node)
        found = [match.start() for match in re.finditer(re.escape(part), text)] if part else []
        return [text[:start] + instead + text[start + len(part) :] for start in found]

    def without_argument(self, call: ast.Call, keyword: ast.keyword) -> str:
        """*call* without *keyword*, and without the comma that belonged to it."""
        begin, _ = self.span(call)
        arguments = sorted(self.span(one) for one in (*call.args, *call.keywords))
        own = self.span(keyword)
        number = arguments.index(own)
        if number:
            cut = (arguments[number - 1][1], own[1])
        else:
            cut = (own[0], arguments[1][0] if len(arguments) > 1 else own[1])
        text = self._data[begin : self.span(call)[1]]
        return (text[: cut[0] - begin] + text[cut[1] - begin :]).decode("utf-8", "replace")

    def _slice(self, begin: int, end: int) -> str:
        return self._data[begin:end].decode("utf-8", "replace")
