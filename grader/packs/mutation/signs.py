"""Operators of mutation testing that put one sign in the place of another: comparisons, arithmetic, `and` and `or`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.packs.mutation.changes import Change, Operator, Place, change
from grader.packs.mutation.text import SyntaxText

_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
"""Comparison → others. For `<` and its like the first is the boundary, the second the opposite."""
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_SIGNS: dict[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.USub: "-",
    ast.UAdd: "+",
    ast.Invert: "~",
}


def _compare(text: SyntaxText, node: ast.Compare, place: Place) -> Iterator[Change]:
    operands = [node.left, *node.comparators]
    for number, old in enumerate(node.ops):
        others = _COMPARE[type(old)]
        if place.is_test and len(node.ops) == 1:  # always true and always false say the rest
            others = others[:1] if isinstance(old, _ORDER) else ()
        for other in others:
            signs = (_SIGNS[type(old)], _SIGNS[other])
            ops = [*node.ops[:number], other(), *node.ops[number + 1 :]]
            new = ast.Compare(node.left, ops, node.comparators)
            yield change(node, new, _became(*signs), text.with_sign(node, operands, {number: signs}))


def _arithmetic(text: SyntaxText, node: ast.BinOp, _place: Place) -> Iterator[Change]:
    other = _ARITHMETIC.get(type(node.op))
    if other is None or _is_sequence(node.left) or _is_sequence(node.right):  # an error wherever it runs
        return
    signs = (_SIGNS[type(node.op)], _SIGNS[other])
    new = ast.BinOp(node.left, other(), node.right)
    yield change(node, new, _became(*signs), text.with_sign(node, [node.left, node.right], {0: signs}))


def _augmented(text: SyntaxText, node: ast.AugAssign, _place: Place) -> Iterator[Change]:
    other = _ARITHMETIC.get(type(node.op))
    if other is None:
        return
    operands, sign = [node.target, node.value], f"{_SIGNS[type(node.op)]}="
    news: list[tuple[str, ast.stmt]] = [("=", ast.Assign([node.target], node.value))]
    if not _is_sequence(node.value):
        news.append((f"{_SIGNS[other]}=", ast.AugAssign(node.target, other(), node.value)))
    for new_sign, new in news:
        yield change(node, new, _became(sign, new_sign), text.with_sign(node, operands, {0: (sign, new_sign)}))


def _and_or(text: SyntaxText, node: ast.BoolOp, _place: Place) -> Iterator[Change]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    signs = (_SIGNS[type(node.op)], _SIGNS[other])
    everywhere = dict.fromkeys(range(len(node.values) - 1), signs)
    yield change(node, ast.BoolOp(other(), node.values), _became(*signs), text.with_sign(node, node.values, everywhere))


def _unary(text: SyntaxText, node: ast.UnaryOp, place: Place) -> Iterator[Change]:
    if not (isinstance(node.op, ast.Not) and place.is_test):
        says = f"the `{_SIGNS[type(node.op)]}` is left out"
        yield change(node, node.operand, says, text.of(node.operand))


def _became(old: str, new: str) -> str:
    return f"`{old}` became `{new}`"


def _is_sequence(node: ast.AST) -> bool:
    return isinstance(node, ast.List | ast.Tuple | ast.JoinedStr | ast.ListComp) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


OPERATORS: dict[type[ast.AST], Operator] = {
    ast.Compare: _compare,
    ast.BinOp: _arithmetic,
    ast.AugAssign: _augmented,
    ast.BoolOp: _and_or,
    ast.UnaryOp: _unary,
}
