"""From YAML to models, with each fault at its place, in words for its author."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from grader.packs.faults import Faults
from grader.packs.yaml_source import Part, Where

Model = TypeVar("Model", bound=BaseModel)
_MAX_SUGGESTIONS = 50
"""Looking for what was meant takes time; whoever needs more of them gets them after mending these."""
_MAX_SHOWN = 60

_SENTENCES = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys and values",
    "model_type": "must be a mapping of keys and values",
    "model_attributes_type": "must be a mapping of keys and values",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be {le:g} or less",
    "too_short": "must have {min_length} or more entries",
    "too_long": "must have {max_length} entries at most",
    "string_too_short": "must not be empty",
    "string_too_long": "must have {max_length} characters at most",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
}
_PATTERNS = {
    "[a-z0-9]+(-[a-z0-9]+)*": "may hold a-z, 0-9 and hyphens only",
    "[A-Za-z_][A-Za-z0-9_.-]*(/[A-Za-z_][A-Za-z0-9_.-]*)*": "is no file or folder beside the YAML: names begin with "
    "a letter, and hold letters, digits, dots, hyphens and underscores",
    "([a-z]{2}(-[A-Z]{2})?)?": "is no language code, such as en or fr",
    "[a-z]{2}(-[A-Z]{2})?": "is no language code, such as en or fr",
    "m[0-9a-f]{7}": "is no id of a mutant, such as m0123abc: `pack check` prints them",
    r"[A-Za-z_][\w.]*(::[A-Za-z_]\w*)*": "is no name of a test, such as test_adds or TestSums::test_adds",
    "[a-z][a-z0-9_]*": "may hold a-z, 0-9 and underscores only, and begins with a letter",
}


def validated(model: type[Model], part: Part, faults: Faults) -> Model | None:
    """The model of what is written in *part*; None when it has faults, which are noted."""
    try:
        return model.model_validate(part.data)
    except ValidationError as error:
        _note(model, part, error, faults)
        return None


def without_faulty_keys(model: type[Model], part: Part, may_go: Collection[str]) -> Model | None:
    """The model of *part* without its faulty keys, so that what else is wrong can be told in the same go.

    None where one of these keys is not in *may_go*: without it, things would look wrong that are not.
    """
    data = part.data
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faulty = {str(where[0]) if where else "" for where, _ in (_where(one, data) for one in error.errors())}
    known = model.model_fields
    near = {key: difflib.get_close_matches(key[:_MAX_SHOWN], known, n=1) for key in faulty if key not in known}
    if not isinstance(data, dict) or any(key not in may_go for key in faulty - set(near)):
        return None
    if any(found and found[0] not in may_go for found in near.values()):
        return None
    return model.model_validate({key: value for key, value in data.items() if key not in faulty})


def meant(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that reminds of a known name; empty where none is near."""
    near = difflib.get_close_matches(name[:_MAX_SHOWN], list(known), n=1)
    return f": did you mean {near[0]!r}?" if near else ""


def _note(model: type[BaseModel], part: Part, error: ValidationError, faults: Faults) -> None:
    seen = {(fault.line, fault.column) for fault in faults.found if fault.file == part.path}
    meant_keys: set[Where] = set()
    found = []
    for one in error.errors(include_url=False):
        where, at_key = _where(one, part.data)
        unknown = one["type"] == "extra_forbidden"
        near: list[str] = []
        if unknown and len(meant_keys) < _MAX_SUGGESTIONS:
            near = difflib.get_close_matches(str(where[-1])[:_MAX_SHOWN], _keys(model, where[:-1]), n=1)
            meant_keys |= {(*where[:-1], key) for key in near}
        fault = part.fault(where, _message(one, where, near), key=unknown or at_key)
        place = (fault.line, fault.column)
        # A value that fits none of several types, or is no good YAML, is told once.
        if place not in seen or one["type"] == "missing":
            found.append((where, one["type"], fault))
        seen.add(place)
    # A key that is misspelt is not missing too.
    faults.found += [fault for where, kind, fault in found if kind != "missing" or where not in meant_keys]


def _where(error: Any, data: Any) -> tuple[Where, bool]:
    """Where in *data* pydantic's path leads, without the steps that are pydantic's own; and whether to a key."""
    where: list[str | int] = []
    for step in error["loc"]:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            where.append(step)
            data = data[step]
    if error["type"] == "missing":
        where.append(error["loc"][-1])
    return tuple(where), error["loc"][-1:] == ("[key]",)


def _message(error: Any, where: Where, near: list[str]) -> str:
    last = repr(str(where[-1])[:_MAX_SHOWN]) if where else ""
    if error["type"] == "extra_forbidden":
        return f"unknown key {last}" + (f": did you mean {near[0]!r}?" if near else "")
    if error["type"] == "missing":
        return f"the key {last} is missing"
    if error["loc"][-1:] == ("[key]",) or error["type"] == "string_pattern_mismatch":
        return _sentence(error)
    return f"{_shown(where)} {_sentence(error)}".strip()


def _sentence(error: Any) -> str:
    kind, context, value = error["type"], error.get("ctx") or {}, error.get("input")
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", "")).removeprefix("^").removesuffix("$")
        return f"{str(value)[:_MAX_SHOWN]!r} {_PATTERNS.get(pattern, 'is written wrongly')}"
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    if kind == "string_type" and "<folder>" in error["loc"] and not isinstance(value, bool | int | float):
        return "must be the name of a folder, or files: {name: text}"
    if kind not in _SENTENCES:
        return f"is not right: {error['msg']}"
    sentence = _SENTENCES[kind].format(**context)
    if kind in {"literal_error", "enum"}:
        return sentence + meant(str(value), re.findall(r"'(.*?)'", str(context["expected"])))
    if kind == "string_type" and isinstance(value, bool):
        return sentence + "; YAML reads yes, no, on and off as true and false: put it in quotes"
    if kind == "string_type" and isinstance(value, int | float):
        return sentence + "; put it in quotes"
    return sentence


def _shown(where: Where) -> str:
    key = next((str(step)[:_MAX_SHOWN] for step in reversed(where) if isinstance(step, str)), "")
    return f"an entry of {key}" if key and isinstance(where[-1], int) else key


def _keys(model: type[BaseModel], where: Where) -> set[str]:
    """The keys that may stand at *where*."""
    return {name for one in _models(model, where) for name in one.model_fields}


def _models(annotation: Any, where: Where) -> Iterator[type[BaseModel]]:
    """The models that describe what stands at *where* below something of this type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(where[0])) if where else None
        if not where:
            yield annotation
        elif field is not None:
            yield from _models(field.annotation, where[1:])
        return
    takes_step = typing.get_origin(annotation) in {list, dict}
    if takes_step and not where:
        return
    for argument in typing.get_args(annotation):
        yield from _models(argument, where[1:] if takes_step else where)
