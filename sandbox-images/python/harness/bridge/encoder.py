"""Values as bytes: a tagged binary form of plain data with identity, and of handles.

Only exact builtin types cross by value: a subclass could lie about itself, so it goes by handle. Lists,
dicts, sets and bytearrays ("mutables") are numbered in the order in which they are met; both sides keep
that list, for shared references, cycles and changes that are copied back.
"""

from __future__ import annotations

import array
import datetime
import decimal
import fractions
import struct
import uuid
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

from bridge.errors import TooLarge
from bridge.plain import BUILDERS, F64, I64, MAX_DEPTH, MAX_FRAME_BYTES, MAX_INT_BYTES, U32

_FIXED_MIN, _FIXED_MAX = -(1 << 63), (1 << 63) - 1

Export = Callable[["Encoder", object], None]


class Encoder:
    """Encodes values into `out`. What is no plain data goes to *export*, which must write it or raise."""

    __slots__ = ("_depth", "_export", "_seen", "mutables", "out")

    def __init__(self, export: Export, known: dict[int, tuple[int, object]] | None = None) -> None:
        self.out = bytearray()
        self.mutables: list[Any] = []
        self._seen: dict[int, int] = {}
        """id of a mutable → its number in this message; *mutables* keeps the object alive."""
        self._depth = 0
        self._export = export
        for identity, (number, _kept_alive) in (known or {}).items():
            # Mutables of the request that is being answered are negative: the other side has them already.
            self._seen[identity] = -number - 1

    def value(self, value: Any) -> None:
        """Appends *value*. Raises `TooLarge` when it cannot cross."""
        writer = _WRITERS.get(type(value))
        if writer is None:
            self._export(self, value)
            return
        if self._depth > MAX_DEPTH:
            raise TooLarge("the value is nested too deeply")
        if len(self.out) > MAX_FRAME_BYTES:
            raise TooLarge("the value is too large")
        self._depth += 1
        writer(self, value)
        self._depth -= 1

    def text(self, text: str) -> None:
        """Appends a length and UTF-8. Lone surrogates pass: the other side is Python too."""
        data = text.encode("utf-8", "surrogatepass")
        self.out += U32.pack(len(data))
        self.out += data

    def number(self, number: int) -> None:
        """Appends an unsigned 32-bit number."""
        self.out += U32.pack(number)

    def first_time(self, value: Any) -> bool:
        """True when *value*, a mutable, was not met before; else its reference has been written."""
        known = self._seen.get(id(value))
        if known is None:
            self._seen[id(value)] = len(self.mutables)
            self.mutables.append(value)
            return True
        self.out += b"b"
        self.out += I64.pack(known)
        return False

    def items(self, tag: bytes, values: Any) -> None:
        """Appends *tag*, a count and the values."""
        self.out += tag
        self.out += U32.pack(len(values))
        for value in values:
            self.value(value)

    def pairs(self, tag: bytes, mapping: dict[Any, Any]) -> None:
        """Appends *tag*, a count, and key and value in turn."""
        self.out += tag
        self.out += U32.pack(len(mapping))
        for key, value in mapping.items():
            self.value(key)
            self.value(value)

    def sequence(self, tag: bytes, values: Any) -> None:
        """Like `items`, but runs of numbers go as one block: ten times as fast."""
        if len(values) > 3:
            kinds = set(map(type, values))
            if kinds == {float}:
                self.out += tag + b"d" + U32.pack(len(values)) + struct.pack(f"<{len(values)}d", *values)
                return
            if kinds == {int}:
                try:
                    block = struct.pack(f"<{len(values)}q", *values)
                except struct.error:
                    pass  # an int of more than 64 bits: one by one
                else:
                    self.out += tag + b"q" + U32.pack(len(values)) + block
                    return
        self.items(tag + b"*", values)


def _integer(encoder: Encoder, value: int) -> None:
    if _FIXED_MIN <= value <= _FIXED_MAX:
        encoder.out += b"q"
        encoder.out += I64.pack(value)
        return
    size = value.bit_length() // 8 + 1
    if size > MAX_INT_BYTES:
        raise TooLarge("an integer has too many digits")
    encoder.out += b"I" + U32.pack(size) + value.to_bytes(size, "little", signed=True)


def _string(encoder: Encoder, value: str) -> None:
    data = value.encode("utf-8", "surrogatepass")
    encoder.out += b"S"
    encoder.out += U32.pack(len(data))
    encoder.out += data


def _list(encoder: Encoder, value: list[Any]) -> None:
    if encoder.first_time(value):
        encoder.sequence(b"L", value)


def _dict(tag: bytes) -> Callable[[Encoder, Any], None]:
    def write(encoder: Encoder, value: dict[Any, Any]) -> None:
        if encoder.first_time(value):
            encoder.pairs(tag, value)

    return write


def _set(encoder: Encoder, value: set[Any]) -> None:
    if encoder.first_time(value):
        encoder.items(b"X", value)


def _deque(encoder: Encoder, value: deque[Any]) -> None:
    if encoder.first_time(value):
        encoder.out += b"Q"
        encoder.value(value.maxlen)
        encoder.number(len(value))
        for item in value:
            encoder.value(item)


def _bytearray(encoder: Encoder, value: bytearray) -> None:
    if encoder.first_time(value):
        encoder.out += b"A" + U32.pack(len(value)) + value


def _array(encoder: Encoder, value: array.array[Any]) -> None:
    if encoder.first_time(value):
        data = value.tobytes()
        encoder.out += b"a" + value.typecode.encode() + U32.pack(len(data)) + data


def _parts(name: str, parts: Callable[[Any], tuple[Any, ...]]) -> Callable[[Encoder, Any], None]:
    """Values that are rebuilt from a few plain parts, by a constructor of the fixed list `BUILDERS`."""
    code = bytes([list(BUILDERS).index(name)])

    def write(encoder: Encoder, value: Any) -> None:
        encoder.items(b"P" + code, parts(value))

    return write


def _constant(tag: bytes) -> Callable[[Encoder, Any], None]:
    def write(encoder: Encoder, _value: Any) -> None:
        encoder.out += tag

    return write


def _zone(value: Any) -> Any:
    if value.tzinfo is None or type(value.tzinfo) is datetime.timezone:
        return value.tzinfo
    raise TooLarge("a time with a time zone of its own kind cannot cross")


_WRITERS: dict[type, Callable[[Encoder, Any], None]] = {
    type(None): _constant(b"N"),
    type(Ellipsis): _constant(b"E"),
    type(NotImplemented): _constant(b"J"),
    bool: lambda encoder, value: encoder.out.extend(b"T" if value else b"F"),
    int: _integer,
    float: lambda encoder, value: encoder.out.extend(b"D" + F64.pack(value)),
    str: _string,
    bytes: lambda encoder, value: encoder.out.extend(b"B" + U32.pack(len(value)) + value),
    bytearray: _bytearray,
    list: _list,
    tuple: lambda encoder, value: encoder.sequence(b"U", value),
    dict: _dict(b"M"),
    OrderedDict: _dict(b"O"),
    Counter: _dict(b"R"),
    set: _set,
    frozenset: lambda encoder, value: encoder.items(b"Z", value),
    deque: _deque,
    array.array: _array,
    range: _parts("range", lambda v: (v.start, v.stop, v.step)),
    slice: _parts("slice", lambda v: (v.start, v.stop, v.step)),
    datetime.date: _parts("date", lambda v: (v.year, v.month, v.day)),
    datetime.time: _parts("time", lambda v: (v.hour, v.minute, v.second, v.microsecond, _zone(v), v.fold)),
    datetime.datetime: _parts(
        "datetime",
        lambda v: (v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond, _zone(v), v.fold),
    ),
    datetime.timedelta: _parts("timedelta", lambda v: (v.days, v.seconds, v.microseconds)),
    datetime.timezone: _parts("timezone", lambda v: (v.utcoffset(None), v.tzname(None))),
    decimal.Decimal: _parts("Decimal", lambda v: (str(v),)),
    fractions.Fraction: _parts("Fraction", lambda v: (v.numerator, v.denominator)),
    uuid.UUID: _parts("UUID", lambda v: (v.int,)),
    complex: _parts("complex", lambda v: (v.real, v.imag)),
}


def _default_dict(encoder: Encoder, value: defaultdict[Any, Any]) -> None:
    if encoder.first_time(value):
        encoder.out += b"V"
        encoder.value(value.default_factory)
        encoder.pairs(b"", value)


_WRITERS[defaultdict] = _default_dict

PLAIN_TYPES = frozenset(_WRITERS)
"""The types whose exact instances cross by value."""
