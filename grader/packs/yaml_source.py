"""YAML with the place of every node: pyyaml's safe types, no duplicate keys, no bombs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from grader.packs.faults import Faults

MAX_BYTES = 256 * 1024
MAX_NODES = 20_000
_MAX_DEPTH = 30

Place = tuple[int, int]
Where = tuple[str | int, ...]


@dataclass
class Source:
    """A YAML document as plain data, with the line and column of each value and key by its path."""

    data: Any = None
    values: dict[Where, Place] = field(default_factory=dict)
    keys: dict[Where, Place] = field(default_factory=dict)

    def place(self, where: Where, *, key: bool = False) -> Place:
        """Line and column of what stands at *where*, or of the nearest thing around it that is written."""
        places = self.keys if key else self.values
        while where:
            if where in places:
                return places[where]
            if where in self.keys:
                return self.keys[where]
            where = where[:-1]
        return self.values.get((), (1, 1))


def read_source(path: Path, faults: Faults) -> Source | None:
    """Reads *path*; None (and a fault) when it is no YAML that can be used."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        faults.add(path, f"cannot be read: {error.strerror}")
        return None
    if len(raw) > MAX_BYTES:
        faults.add(path, f"is larger than {MAX_BYTES // 1024} kB")
        return None
    try:
        node = yaml.compose(raw.decode("utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        faults.add(path, "is not UTF-8 text", line=raw[: error.start].count(b"\n") + 1)
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.add(path, f"is no YAML: {error.problem or error.context}", line=line, column=column)
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        faults.add(path, f"is no YAML: {str(error).splitlines()[0] if str(error) else 'nested too deeply'}")
        return None
    return _Reader(path, faults).read(node)


class _Reader:
    """Turns composed nodes into plain data, and keeps their places."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self._path, self._faults = path, faults
        self._source = Source()
        self._count = 0
        self._constructor = yaml.SafeLoader("")
        self._too_large = False

    def read(self, node: yaml.Node | None) -> Source | None:
        if node is None:
            self._source.data = {}
            return self._source
        self._source.data = self._value(node, ())
        return None if self._too_large else self._source

    def _value(self, node: yaml.Node, where: Where) -> Any:
        self._count += 1
        if self._count > MAX_NODES or len(where) > _MAX_DEPTH:
            if not self._too_large:
                self._fault(node, "holds too much: aliases may not be used to repeat large parts")
            self._too_large = True
            return None
        self._source.values[where] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*where, number)) for number, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._fault(key_node, "a key must be one word")
                continue
            if key in found:
                self._fault(key_node, f"the key {key!r} is there twice")
                continue
            self._source.keys[*where, key] = _place(key_node)
            found[key] = self._value(value_node, (*where, key))
        return found

    def _scalar(self, node: yaml.Node) -> Any:
        tag = node.tag.removeprefix("tag:yaml.org,2002:")
        if tag not in {"null", "bool", "int", "float", "str", "timestamp"}:
            self._fault(node, f"the tag {node.tag} is not allowed")
            return None
        if tag == "timestamp":
            return node.value
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self._fault(node, f"the value {node.value!r} cannot be read")
            return None

    def _fault(self, node: yaml.Node, message: str) -> None:
        line, column = _place(node)
        self._faults.add(self._path, message, line=line, column=column)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
