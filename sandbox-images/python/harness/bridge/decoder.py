"""Bytes as values. What comes here may have been written by a submission.

The decoder counts nodes and depth and checks every length while it reads, so that a hostile sender costs
no more than the frame that it sent.
"""

from __future__ import annotations

import array
import struct
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

from bridge.errors import ProtocolError
from bridge.plain import BUILDERS, F64, I64, MAX_DEPTH, MAX_FRAME_BYTES, MAX_INT_BYTES, MAX_NODES, U32

Adopt = Callable[["Decoder", int], object]


class Decoder:
    """Reads values from *data*. Anything that is not plain data goes to *adopt* with its tag.

    Raises `ProtocolError` on every other byte that does not fit; never anything else.
    """

    __slots__ = ("_adopt", "_data", "_depth", "_known", "_nodes", "at", "mutables")

    def __init__(self, data: bytes, adopt: Adopt, known: list[Any] | None = None) -> None:
        self._data = data
        self.at = 0
        self._adopt = adopt
        self._nodes = 0
        self._depth = 0
        self.mutables: list[Any] = []
        self._known = known or []
        """Mutables of the request that this message answers."""

    def value(self) -> Any:
        """The next value."""
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH + 5:
            raise ProtocolError("the message is too large or too deep")
        try:
            tag = self._data[self.at]
        except IndexError:
            raise ProtocolError("the message ends too early") from None
        self.at += 1
        reader = _READERS.get(tag)
        value = self._adopt(self, tag) if reader is None else reader(self)
        self._depth -= 1
        return value

    def take(self, size: int) -> bytes:
        """The next *size* bytes."""
        end = self.at + size
        if end > len(self._data):
            raise ProtocolError("the message ends too early")
        data = self._data[self.at : end]
        self.at = end
        return data

    def number(self) -> int:
        """An unsigned 32-bit number."""
        return int(U32.unpack(self.take(4))[0])

    def text(self) -> str:
        """A length and UTF-8."""
        try:
            return self.take(self.number()).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise ProtocolError("text that is no UTF-8") from error

    def count(self) -> int:
        """A count of values; each takes at least one byte, so a longer one than the rest is a lie."""
        count = self.number()
        if count > len(self._data) - self.at:
            raise ProtocolError("a count is larger than the message")
        return count

    def new(self, value: Any) -> Any:
        """Numbers *value* as the next mutable of this message."""
        self.mutables.append(value)
        return value

    def end(self) -> None:
        """Raises unless everything was read."""
        if self.at != len(self._data):
            raise ProtocolError("the message is longer than its content")

    def reference(self) -> Any:
        """A mutable that was met before, in this message or in the request that it answers."""
        number = I64.unpack(self.take(8))[0]
        try:
            return self.mutables[number] if number >= 0 else self._known[-number - 1]
        except IndexError:
            raise ProtocolError("a reference to nothing") from None


def _read_integer(decoder: Decoder) -> int:
    size = decoder.number()
    if size > MAX_INT_BYTES:
        raise ProtocolError("an integer has too many digits")
    return int.from_bytes(decoder.take(size), "little", signed=True)


def _read_sequence(decoder: Decoder) -> tuple[Any, ...] | list[Any]:
    kind = decoder.take(1)
    if kind == b"*":
        return [decoder.value() for _ in range(decoder.count())]
    if kind not in (b"q", b"d"):
        raise ProtocolError("an unknown kind of sequence")
    count = decoder.number()
    return struct.unpack(f"<{count}{kind.decode()}", decoder.take(8 * count))


def _read_list(decoder: Decoder) -> list[Any]:
    values: list[Any] = decoder.new([])
    values.extend(_read_sequence(decoder)) if decoder._data[decoder.at : decoder.at + 1] != b"*" else _fill(
        decoder, values
    )
    return values


def _fill(decoder: Decoder, values: list[Any]) -> None:
    decoder.take(1)
    for _ in range(decoder.count()):
        values.append(decoder.value())  # noqa: PERF401 - one by one: a value may refer to the list itself


def _hashed(add: Callable[[Any], None], value: Any) -> None:
    try:
        add(value)
    except TypeError as error:
        raise ProtocolError("something unhashable where a key belongs") from error


def _read_pairs(decoder: Decoder, mapping: Any) -> Any:
    for _ in range(decoder.count()):
        key, value = decoder.value(), decoder.value()
        try:
            mapping[key] = value
        except TypeError as error:
            raise ProtocolError("something unhashable where a key belongs") from error
    return mapping


def _read_set(decoder: Decoder) -> set[Any]:
    values: set[Any] = decoder.new(set())
    for _ in range(decoder.count()):
        _hashed(values.add, decoder.value())
    return values


def _read_frozenset(decoder: Decoder) -> frozenset[Any]:
    values: set[Any] = set()
    for _ in range(decoder.count()):
        _hashed(values.add, decoder.value())
    return frozenset(values)


def _read_deque(decoder: Decoder) -> deque[Any]:
    limit = decoder.value()
    if limit is not None and not (type(limit) is int and 0 <= limit < MAX_FRAME_BYTES):
        raise ProtocolError("a deque of an odd length")
    values: deque[Any] = decoder.new(deque(maxlen=limit))
    for _ in range(decoder.count()):
        values.append(decoder.value())
    return values


def _read_default_dict(decoder: Decoder) -> Any:
    place = len(decoder.mutables)
    decoder.new(None)
    factory = decoder.value()
    if factory is not None and not callable(factory):
        raise ProtocolError("a default factory that cannot be called")
    mapping: Any = defaultdict(factory)
    decoder.mutables[place] = mapping
    return _read_pairs(decoder, mapping)


def _read_array(decoder: Decoder) -> Any:
    code = decoder.take(1).decode("latin-1")
    data = decoder.take(decoder.number())
    try:
        return decoder.new(array.array(code, data))
    except (ValueError, TypeError) as error:
        raise ProtocolError("an odd array") from error


def _read_parts(decoder: Decoder) -> Any:
    code = decoder.take(1)[0]
    if code >= len(BUILDERS):
        raise ProtocolError("an unknown kind of value")
    parts = [decoder.value() for _ in range(decoder.count())]
    try:
        return list(BUILDERS.values())[code](*parts)
    except Exception as error:
        raise ProtocolError("a value that cannot be built") from error


_READERS: dict[int, Callable[[Decoder], Any]] = {
    ord(tag): reader
    for tag, reader in {
        "N": lambda decoder: None,
        "E": lambda decoder: Ellipsis,
        "J": lambda decoder: NotImplemented,
        "T": lambda decoder: True,
        "F": lambda decoder: False,
        "q": lambda decoder: I64.unpack(decoder.take(8))[0],
        "I": _read_integer,
        "D": lambda decoder: F64.unpack(decoder.take(8))[0],
        "S": Decoder.text,
        "B": lambda decoder: decoder.take(decoder.number()),
        "A": lambda decoder: decoder.new(bytearray(decoder.take(decoder.number()))),
        "L": _read_list,
        "U": lambda decoder: tuple(_read_sequence(decoder)),
        "M": lambda decoder: _read_pairs(decoder, decoder.new({})),
        "O": lambda decoder: _read_pairs(decoder, decoder.new(OrderedDict())),
        "R": lambda decoder: _read_pairs(decoder, decoder.new(Counter())),
        "V": _read_default_dict,
        "X": _read_set,
        "Z": _read_frozenset,
        "Q": _read_deque,
        "a": _read_array,
        "P": _read_parts,
        "b": Decoder.reference,
    }.items()
}
