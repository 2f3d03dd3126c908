"""What `inputs` asks for: strategies that can make a value, and a condition that Python can read."""

from __future__ import annotations

import ast
import builtins
import keyword
import math
from collections.abc import Callable
from typing import Any

from grader.model import Call, Exercise, Inputs, Strategy, parse_call
from grader.model.calls import reason
from grader.packs.notes import Notes
from grader.packs.validation import meant
from grader.packs.yaml_source import Where

_FUNCTIONS = frozenset(
    {"abs", "all", "any", "bool", "dict", "divmod", "enumerate", "float", "frozenset", "int", "isinstance", "len"}
    | {"list", "max", "min", "ord", "pow", "range", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip"}
)
"""Builtins that a condition may call."""


def check_inputs(exercise: Exercise, inputs: Inputs, notes: Notes) -> None:
    """Notes why no inputs could be made."""
    ways = {key: bool(getattr(inputs, key)) for key in ("arguments", "lines", "strategy")}
    if sum(ways.values()) != 1:
        wanted = "`lines`" if exercise.kind == "stdio" else "`arguments`"
        notes.fault(("inputs",), f"inputs are made by {wanted} or by `strategy`: write one of them")
    if exercise.kind == "stdio":
        for key in ("call", "arguments", "where"):
            if key in inputs.model_fields_set:
                message = f"`{key}` is for calls; this exercise is of kind stdio"
                notes.fault(("inputs", key), message, key=True)
    else:
        _check_call(exercise, inputs, notes)
    for name, strategy in inputs.arguments.items():
        where: Where = ("inputs", "arguments", name)
        if not name.isidentifier() or keyword.iskeyword(name):
            notes.fault(where, f"{name[:60]!r} is no name of an argument", key=True)
        check_strategy(strategy, where, notes)
    for number, strategy in enumerate(inputs.lines):
        check_strategy(strategy, ("inputs", "lines", number), notes)
    if inputs.where is not None and exercise.kind != "stdio":
        _check_condition(inputs.where, inputs, notes)


def check_strategy_file(text: str, tell: Callable[[int, int, str], None]) -> None:
    """Tells (line, column, message) what is wrong with a file that holds a Hypothesis strategy."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        tell(getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1, f"is no Python: {reason(error)}")
        return
    assigned = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    if "arguments" not in assigned:
        tell(1, 1, "there is no variable `arguments`: a Hypothesis strategy of tuples of arguments")


def check_strategy(strategy: Strategy, where: Where, notes: Notes) -> None:
    """Notes why a strategy could make no value."""
    _check_bounds(strategy, where, notes)
    if strategy.boolean is False:
        notes.fault((*where, "boolean"), "write `boolean: true`; it makes both")
    if strategy.one_of is not None:
        _check_values(strategy.one_of, (*where, "one_of"), notes)
    if strategy.list_of is not None:
        check_strategy(strategy.list_of.items, (*where, "list_of", "items"), notes)
    for number, inner in enumerate(strategy.tuple_of or ()):
        check_strategy(inner, (*where, "tuple_of", number), notes)
    if strategy.dict_of is not None:
        if not _can_be_key(strategy.dict_of.keys):
            notes.fault((*where, "dict_of", "keys"), "a list or a dict cannot be a key of a dict")
        check_strategy(strategy.dict_of.keys, (*where, "dict_of", "keys"), notes)
        check_strategy(strategy.dict_of.values, (*where, "dict_of", "values"), notes)


def _check_bounds(strategy: Strategy, where: Where, notes: Notes) -> None:
    for way in ("integer", "number"):
        numbers = getattr(strategy, way)
        if numbers is not None and numbers.min > numbers.max:
            notes.fault((*where, way), f"min is more than max: {numbers.min} > {numbers.max}")
    for way in ("text", "list_of"):
        sizes = getattr(strategy, way)
        if sizes is not None and sizes.min_length > sizes.max_length:
            message = f"min_length is more than max_length: {sizes.min_length} > {sizes.max_length}"
            notes.fault((*where, way), message)


def _check_values(values: list[Any], where: Where, notes: Notes) -> None:
    if not values:
        notes.fault(where, "there is no value to choose from")
    for number, value in enumerate(values):
        if isinstance(value, float) and not math.isfinite(value):
            notes.fault((*where, number), "infinity and nan are no inputs")


def _can_be_key(strategy: Strategy) -> bool:
    if strategy.list_of is not None or strategy.dict_of is not None:
        return False
    if any(isinstance(value, list | dict) for value in strategy.one_of or ()):
        return False
    return all(_can_be_key(inner) for inner in strategy.tuple_of or ())


def _check_call(exercise: Exercise, inputs: Inputs, notes: Notes) -> None:
    if "lines" in inputs.model_fields_set:
        message = f"`lines` is for the kind stdio; this exercise is of kind {exercise.kind}"
        notes.fault(("inputs", "lines"), message, key=True)
    if inputs.call is not None:
        return
    if exercise.kind == "pytest":
        notes.fault(("inputs",), "the key 'call' is missing: the function that is called with these inputs")
        return
    functions = {call.function for call in map(_call, exercise.cases) if call is not None}
    if len(functions) > 1:
        names = ", ".join(sorted(functions))
        notes.fault(("inputs",), f"the cases call several functions ({names}): say which one in `call`")


def _call(case: Any) -> Call | None:
    try:
        return parse_call(case.call or "")
    except ValueError:
        return None


def _check_condition(text: str, inputs: Inputs, notes: Notes) -> None:
    where = ("inputs", "where")
    try:
        nodes = list(ast.walk(ast.parse(text.strip(), mode="eval")))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        notes.fault(where, f"is no Python: {reason(error)}")
        return
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    unknown = dict.fromkeys(node.id for node in names if node.id not in {*own, *inputs.arguments, *_FUNCTIONS})
    for name in unknown:
        if hasattr(builtins, name):
            notes.fault(where, f"a condition may not use {name!r}")
        else:
            notes.fault(where, f"there is no argument {name!r}{meant(name, inputs.arguments)}")
