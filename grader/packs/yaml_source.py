"""YAML with the place of every node: pyyaml's safe types, no duplicate keys, no bombs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from grader.packs.faults import Fault, Faults

MAX_BYTES = 256 * 1024
MAX_NODES = 20_000
_MAX_DEPTH = 30
_MAX_DIGITS = 400
"""Of a number. Python takes long over longer ones, and refuses to print them."""

Place = tuple[int, int]
Where = tuple[str | int, ...]


@dataclass
class Source:
    """A YAML document as plain data, with the line and column of each value and key by its path."""

    data: Any = None
    values: dict[Where, Place] = field(default_factory=dict)
    keys: dict[Where, Place] = field(default_factory=dict)
    blocks: dict[Where, Place] = field(default_factory=dict)
    """Where the text of a block (`|`) begins."""
    odd_keys: set[Where] = field(default_factory=set)
    """Keys that YAML takes for a number or the like: here they are read as text."""

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


@dataclass(frozen=True)
class Part:
    """The YAML that something is written in: a whole file, or one entry of it."""

    path: Path
    source: Source = field(default_factory=Source)
    at: Where = ()

    @property
    def data(self) -> Any:
        """What is written."""
        data = self.source.data
        for step in self.at:
            data = data[step]
        return data

    def place(self, where: Where = (), *, key: bool = False) -> Place:
        """Line and column of what stands at *where* in this part."""
        return self.source.place((*self.at, *where), key=key)

    def inside(self, where: Where, line: int, column: int) -> Place:
        """The place in the file of a line and column of the text that stands at *where*."""
        block = self.source.blocks.get((*self.at, *where))
        return (block[0] + line - 1, block[1] + column - 1) if block else self.place(where)

    def fault(self, where: Where, message: str, *, key: bool = False, warning: bool = False) -> Fault:
        """A fault at *where*."""
        return Fault(self.path, *self.place(where, key=key), message, warning)


def read_source(path: Path, faults: Faults) -> Source | None:
    """Reads *path*; None (and a fault) when it is no YAML that can be used."""
    try:
        if not path.is_file() or not path.resolve().is_relative_to(path.parent.resolve()):
            faults.add(path, "is no file, or a link to one elsewhere")
            return None
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        faults.add(path, f"cannot be read: {error.strerror}")
        return None
    return parse_source(raw, path, faults)


def parse_source(raw: bytes, path: Path, faults: Faults) -> Source | None:
    """Reads YAML whose faults are told as those of *path*; None (and a fault) when it cannot be used."""
    if len(raw) > MAX_BYTES:
        faults.add(path, f"is larger than {MAX_BYTES // 1024} kB")
        return None
    try:
        text = raw.decode("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        faults.add(path, "is not UTF-8 text", line=raw[: error.start].count(b"\n") + 1)
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.add(path, f"is no YAML: {error.problem or error.context}", line=line, column=column)
        return None
    except yaml.reader.ReaderError as error:
        before = text[: error.position].split("\n")
        message = f"the character U+{int(error.character):04X} may not stand in YAML"
        faults.add(path, message, line=len(before), column=len(before[-1]) + 1)
        return None
    except RecursionError:
        faults.add(path, "is nested too deeply")
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # numbers of characters and versions that cannot be
        faults.add(path, f"is no YAML: {error}")
        return None
    return _Reader(path, text, faults).read(node)


class _Reader:
    """Turns composed nodes into plain data, and keeps their places."""

    def __init__(self, path: Path, text: str, faults: Faults) -> None:
        self._path, self._lines, self._faults = path, text.splitlines(), faults
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
        if not isinstance(node, yaml.ScalarNode):
            raise TypeError(f"pyyaml has no such node: {node}")
        if node.style == "|":
            self._source.blocks[where] = self._block(node)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            if key in found:
                self._fault(key_node, f"the key {key[:60]!r} is there twice")
                continue
            self._source.keys[*where, key] = _place(key_node)
            if key_node.tag != "tag:yaml.org,2002:str":
                self._source.odd_keys.add((*where, key))
            found[key] = self._value(value_node, (*where, key))
        return found

    def _key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "a key must be one word")
            return None
        if self._is_broken(node):
            return None
        return str(node.value)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        tag = node.tag.removeprefix("tag:yaml.org,2002:")
        if tag not in {"null", "bool", "int", "float", "str", "timestamp"}:
            self._fault(node, f"the tag {node.tag[:60]} is not allowed")
            return None
        if self._is_broken(node):
            return None
        if tag == "timestamp":
            return node.value
        if tag in {"int", "float"} and len(node.value) > _MAX_DIGITS:
            self._fault(node, f"a number may have {_MAX_DIGITS} digits at most")
            return None
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, LookupError):
            self._fault(node, f"the value {node.value[:60]!r} cannot be read")
            return None

    def _is_broken(self, node: yaml.ScalarNode) -> bool:
        """Whether a text cannot be stored anywhere: it holds one half of a pair that UTF-16 makes characters of."""
        broken = any("\ud800" <= character <= "\udfff" for character in node.value)
        if broken:
            self._fault(node, "holds half of a character: write the character itself")
        return broken

    def _block(self, node: yaml.ScalarNode) -> Place:
        """Line and column of the first character of a block's text."""
        first = node.start_mark.line + 1
        for number, written in enumerate(node.value.split("\n")):
            if written.strip() and first + number < len(self._lines):
                line = self._lines[first + number]
                return first + 1, len(line) - len(written) + 1
        return first + 1, 1

    def _fault(self, node: yaml.Node, message: str) -> None:
        line, column = _place(node)
        self._faults.add(self._path, message, line=line, column=column)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
