"""Which names may cross: builtin classes and functions go by name, and only those of these fixed lists.

A name is resolved by the side that reads it, in its own process; a function of the judge's builtins is
never called on behalf of the submission.
"""

from __future__ import annotations

import builtins
import collections
import csv
import dataclasses
import datetime
import decimal
import fractions
import io
import itertools
import json
import math
import operator
import queue
import re
import statistics
import string
import struct
import types
from typing import Any

_MODULES = (math, operator, itertools, string, statistics)

OUTCOMES = (SystemExit, KeyboardInterrupt, GeneratorExit)
"""Builtin exceptions that would end or steer the judge: they cross as an ordinary error instead."""


def _crossing() -> dict[str, Any]:
    names: dict[str, Any] = {}
    names |= {
        name: value
        for name, value in vars(builtins).items()
        if (isinstance(value, type) and value not in OUTCOMES) or isinstance(value, types.BuiltinFunctionType)
    }
    for module in _MODULES:
        for name, value in vars(module).items():
            if not name.startswith("_") and isinstance(value, (types.BuiltinFunctionType, type)):
                names[f"{module.__name__}.{name}"] = value
    for value in (
        *(collections.OrderedDict, collections.Counter, collections.defaultdict, collections.deque),
        *(datetime.date, datetime.time, datetime.datetime, datetime.timedelta, datetime.timezone),
        *(decimal.Decimal, fractions.Fraction, io.StringIO, io.BytesIO),
        *(json.JSONDecodeError, re.error, struct.error, csv.Error, queue.Empty, queue.Full),
        *(statistics.StatisticsError, dataclasses.FrozenInstanceError, io.UnsupportedOperation),
        *(decimal.InvalidOperation, decimal.DivisionByZero, decimal.DecimalException),
    ):
        names[f"{value.__module__}.{value.__qualname__}"] = value
    return names


SAFE_CLASSES = frozenset(
    id(value)
    for module in (builtins, collections, datetime, decimal, fractions)
    for value in vars(module).values()
    if isinstance(value, type)
)
"""ids of the classes that a submission may put in front of a test. Not those of `operator` and `itertools`: made
and called by a test with texts of the submission's choice, they would look into the test's own objects."""

VALUE_OF = _crossing()
"""Name → what it names on this side."""

NAME_OF = {id(value): name for name, value in reversed(VALUE_OF.items())}
"""id of a class or function → the name that it crosses by."""

BUILTIN_EXCEPTIONS = frozenset(
    value for value in VALUE_OF.values() if isinstance(value, type) and issubclass(value, BaseException)
)

PASSIVE_SPECIALS = frozenset(
    f"__{name}__"
    for name in [
        "call",
        "len",
        "iter",
        "next",
        "reversed",
        "getitem",
        "setitem",
        "delitem",
        "enter",
        "exit",
        "str",
        "repr",
        "format",
        "bytes",
        "int",
        "float",
        "complex",
        "index",
        "round",
        "trunc",
        "floor",
        "ceil",
        "neg",
        "pos",
        "abs",
        "invert",
        "length_hint",
        "bool",
        "fspath",
        "missing",
    ]
)
"""Special methods that may always be asked: they are given nothing that the submission must not see,
and what they answer is plain data that the judge compares itself."""

_OPERATORS = [
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "divmod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "xor",
    "or",
]
OPERAND_SPECIALS = frozenset(
    [f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "contains")]
    + [f"__{prefix}{name}__" for prefix in ("", "r", "i") for name in _OPERATORS]
)
"""Special methods that see the other operand, which may be an expected value: asked only between objects
of the submission, or where the exercise declares it."""

SPECIALS = PASSIVE_SPECIALS | OPERAND_SPECIALS

FORWARDED_DUNDERS = frozenset(
    f"__{name}__"
    for name in [
        "name",
        "qualname",
        "annotations",
        "defaults",
        "kwdefaults",
        "members",
        "dataclass_fields",
        "match_args",
        "slots",
    ]
)
"""Other attributes with underscores on both sides that a test may ask of an object of the submission."""
