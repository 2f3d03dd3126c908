"""Small changes to an author's YAML that leave every other character of it alone, comments included."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from grader.messages import say
from web.services.errors import Invalid

Path = Sequence[str | int]
_BY_HAND = say("This file is written in a way that cannot be added to. Please write the entry by hand.")


def with_scalar(text: str, key: str, value: str) -> str:
    """*text* with another plain *value* under a key of its outermost mapping. Raises `Invalid` where there is none."""
    node = _child(_root(text), key)
    if not isinstance(node, yaml.ScalarNode):
        raise Invalid("There is no %(key)s to change.", key=repr(key))
    return text[: node.start_mark.index] + value + text[node.end_mark.index :]


def with_entry(text: str, where: Path, key: str, name: str, value: Mapping[str, Any]) -> str:
    """*text* with `name: value` added to the mapping under *key*, which stands at *where*, or is made there.

    Raises `Invalid` where the text is no YAML, has no mapping at *where*, or has an entry of this name.
    """
    root = _root(text)
    owner = root
    for part in where:
        owner = _child(owner, part)
    if owner is None and not where:
        changed = _with_lines(text, len(text), [f"{key}:", *_block(name, value, "  ")])
    elif isinstance(owner, yaml.MappingNode):
        changed = _added(text, owner, key, name, value)
    else:
        raise Invalid("There is no place for it in this file.")
    _check(text, changed, where, key, name, value)
    return changed


def _added(text: str, owner: yaml.MappingNode, key: str, name: str, value: Mapping[str, Any]) -> str:
    entries = _child(owner, key)
    indent = " " * owner.start_mark.column
    if isinstance(entries, yaml.MappingNode) and name in {one.value for one, _ in entries.value}:
        raise Invalid("There is an entry called %(name)s already.", name=repr(name))
    if entries is None:
        if owner.flow_style:
            return _in_flow(text, owner, f"{key}: {{{_flow(name, value)}}}")
        return _with_lines(text, _end(text, owner), [f"{indent}{key}:", *_block(name, value, f"{indent}  ")])
    if isinstance(entries, yaml.ScalarNode) and not entries.value:  # `mistakes:` and nothing more
        return _with_lines(text, _end_of_line(text, entries.start_mark.index), _block(name, value, f"{indent}  "))
    if not isinstance(entries, yaml.MappingNode):
        raise Invalid("What stands under %(key)s is no mapping.", key=repr(key))
    if entries.flow_style:
        return _in_flow(text, entries, _flow(name, value))
    return _with_lines(text, _end(text, entries), _block(name, value, " " * entries.start_mark.column))


def _root(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Invalid("This file is no YAML at present: %(why)s", why=error) from error


def _child(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for one, value in node.value if one.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    return None


def _end(text: str, mapping: yaml.MappingNode) -> int:
    """Where the last line of a block mapping ends. Comments after it that are less deep belong to what follows."""
    end = min(mapping.end_mark.index, len(text))
    lines = text[:end].splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n") and end < len(text):
        lines.pop()  # what stands before the next key on its own line
    while lines and _belongs_to_what_follows(lines[-1], mapping.start_mark.column):
        lines.pop()
    return sum(map(len, lines))


def _belongs_to_what_follows(line: str, depth: int) -> bool:
    words = line.strip()
    return not words or (words.startswith("#") and len(line) - len(line.lstrip(" ")) < max(depth, 1))


def _end_of_line(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _with_lines(text: str, index: int, lines: Sequence[str]) -> str:
    before = text[:index]
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "".join(f"{line}\n" for line in lines) + text[index:]


def _in_flow(text: str, mapping: yaml.MappingNode, entry: str) -> str:
    close = mapping.end_mark.index - 1
    comma = ", " if mapping.value and not text[:close].rstrip().endswith(",") else ""
    return text[:close].rstrip() + comma + entry + text[close:]


def _flow(name: str, value: Any) -> str:
    return f"{_key(name)}: {_quoted(value)}"


def _quoted(value: Any) -> str:
    """JSON is YAML, but for characters that YAML wants escaped."""
    return json.dumps(value, ensure_ascii=not _is_printable(json.dumps(value, ensure_ascii=False)))


def _is_printable(text: str) -> bool:
    return all(character in "\n\t" or character.isprintable() for character in text)


def _block(name: str, value: Mapping[str, Any], indent: str) -> list[str]:
    lines = [f"{indent}{_key(name)}:"]
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            lines += _block(key, inner, f"{indent}  ")
        elif isinstance(inner, str) and _fits_a_literal(inner):
            mark = "|" if inner.endswith("\n") else "|-"
            lines.append(f"{indent}  {_key(key)}: {mark}")
            lines += [f"{indent}    {line}" if line else "" for line in inner.removesuffix("\n").split("\n")]
        else:
            lines.append(f"{indent}  {_key(key)}: {_quoted(inner)}")
    return lines


def _key(key: str) -> str:
    """A key as it may stand in a block; in quotes where YAML would take it for something else (`no`, `1`)."""
    is_plain = key.isascii() and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", key) is not None
    return key if is_plain and isinstance(yaml.safe_load(key), str) else _quoted(key)


def _fits_a_literal(text: str) -> bool:
    """Whether a literal block gives the text back: several lines, none odd, the first one not indented."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and not lines[0].startswith((" ", "\t"))
        and not text.endswith("\n\n")
        and all(_is_printable(line) for line in lines)
    )


def _check(before: str, after: str, where: Path, key: str, name: str, value: Mapping[str, Any]) -> None:
    """That the changed text says what it said, and the new entry."""
    wanted = _data(before) or {}
    found = _data(after)
    owner = wanted
    for part in where:
        owner = owner[part]
    owner[key] = {**(owner.get(key) or {}), name: dict(value)}
    if found != wanted:
        raise Invalid(_BY_HAND)


def _data(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Invalid(_BY_HAND) from error
