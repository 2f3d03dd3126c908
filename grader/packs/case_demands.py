"""What cases ask for: a call with what must come of it (`cases`), or input with output (`stdio`)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from grader.model import Case, Exercise, parse_call, plain_value
from grader.packs.notes import Notes
from grader.packs.yaml_source import Where

_RESULTS = ("returns", "returns_python", "raises", "prints")
_DIALOGUE = ("input", "output")


def check_cases(exercise: Exercise, notes: Notes) -> None:
    """Notes what is wrong with cases that are calls."""
    _check_all(exercise, notes)
    for number, case in enumerate(exercise.cases):
        where = ("cases", number)
        _refuse(case, where, _DIALOGUE, notes, "stdio")
        if case.call is None:
            notes.fault(where, "the key 'call' is missing")
        else:
            _told(notes, (*where, "call"), parse_call, case.call)
        _check_result(case, where, notes)


def check_dialogues(exercise: Exercise, notes: Notes) -> None:
    """Notes what is wrong with cases that are input and output."""
    _check_all(exercise, notes)
    _refuse(exercise.compare, ("compare",), ("unordered",), notes, "cases")
    for number, case in enumerate(exercise.cases):
        where = ("cases", number)
        _refuse(case, where, ("call", *_RESULTS, "unordered"), notes, "cases")
        if case.output is None:
            notes.fault(where, "the key 'output' is missing")


def _check_all(exercise: Exercise, notes: Notes) -> None:
    if not exercise.cases:
        notes.fault((), f"an exercise of kind {exercise.kind} needs `cases`")
    seen = set()
    for number, case in enumerate(exercise.cases):
        name = case.name or f"case_{number + 1}"
        if name in seen:
            notes.fault(("cases", number, "name"), f"a case called {name!r} is there already")
        seen.add(name)
    if exercise.cases and all(case.visible for case in exercise.cases):
        notes.fault(("cases",), "every case is visible: at least one must be hidden")


def _refuse(written: Any, where: Where, keys: tuple[str, ...], notes: Notes, kind: str) -> None:
    for key in keys:
        if key in written.model_fields_set:
            notes.fault((*where, key), f"`{key}` belongs to the kind {kind}", key=True)


def _check_result(case: Case, where: Where, notes: Notes) -> None:
    written = [key for key in _RESULTS if key in case.model_fields_set]
    if not written:
        notes.fault(where, "it is not said what must come of the call: write `returns`, `raises` or `prints`")
    for key in ("returns_python", "raises"):
        if key in written and "returns" in written:
            notes.fault((*where, key), f"`{key}` and `returns` exclude each other", key=True)
    if "raises" in written and "returns_python" in written:
        notes.fault((*where, "raises"), "`raises` and `returns_python` exclude each other", key=True)
    if case.returns_python is not None:
        _told(notes, (*where, "returns_python"), plain_value, case.returns_python)
    if case.raises is not None and not all(part.isidentifier() for part in case.raises.split(".")):
        notes.fault((*where, "raises"), f"{case.raises[:60]!r} is no name of an exception, such as ValueError")
    _check_value(case.returns, (*where, "returns"), notes)


def _check_value(value: Any, where: Where, notes: Notes) -> None:
    """What YAML cannot say in the way in which Python understands it."""
    for path, one in _inner(value, where):
        if isinstance(one, float) and not math.isfinite(one):
            notes.fault(path, "a case cannot expect infinity or nan")
        for key in one if isinstance(one, dict) else ():
            if (*notes.part.at, *path, key) in notes.part.source.odd_keys:
                message = f"the key {key!r} is read as text; write the result as Python does, in `returns_python`"
                notes.fault((*path, key), message, key=True)


def _inner(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    yield where, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in steps:
        yield from _inner(one, (*where, step))


def _told(notes: Notes, where: Where, read: Any, text: str) -> None:
    try:
        read(text)
    except ValueError as error:
        notes.fault(where, str(error))
