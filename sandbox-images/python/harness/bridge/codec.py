"""Values as bytes: a tagged binary form of plain data with identity, and of handles.

Only exact builtin types cross by value: a subclass could lie about itself, so it goes by handle.
The decoder counts nodes and depth and checks every length while it reads, so that a hostile sender
costs no more than the frame that it sent. Lists, dicts, sets and bytearrays ("mutables") are numbered
in the order in which they are met; both sides keep that list, for shared references, cycles and
changes that are copied back.
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

from bridge.errors import ProtocolError, TooLarge

MAX_NODES = 2_000_000
MAX_DEPTH = 150
MAX_INT_BYTES = 1 << 16
MAX_FRAME_BYTES = 16 << 20

_u32 = struct.Struct("<I")
_i64 = struct.Struct("<q")
_f64 = struct.Struct("<d")
_FIXED_MIN, _FIXED_MAX = -(1 << 63), (1 << 63) - 1

Export = Callable[["Encoder", object], None]
Adopt = Callable[["Decoder", int], object]


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
        self.out += _u32.pack(len(data))
        self.out += data

    def number(self, number: int) -> None:
        """Appends an unsigned 32-bit number."""
        self.out += _u32.pack(number)

    def first_time(self, value: Any) -> bool:
        """True when *value*, a mutable, was not met before; else its reference has been written."""
        known = self._seen.get(id(value))
        if known is None:
            self._seen[id(value)] = len(self.mutables)
            self.mutables.append(value)
            return True
        self.out += b"b"
        self.out += _i64.pack(known)
        return False

    def items(self, tag: bytes, values: Any) -> None:
        """Appends *tag*, a count and the values."""
        self.out += tag
        self.out += _u32.pack(len(values))
        for value in values:
            self.value(value)

    def pairs(self, tag: bytes, mapping: dict[Any, Any]) -> None:
        """Appends *tag*, a count, and key and value in turn."""
        self.out += tag
        self.out += _u32.pack(len(mapping))
        for key, value in mapping.items():
            self.value(key)
            self.value(value)

    def sequence(self, tag: bytes, values: Any) -> None:
        """Like `items`, but runs of numbers go as one block: ten times as fast."""
        if len(values) > 3:
            kinds = set(map(type, values))
            if kinds == {float}:
                self.out += tag + b"d" + _u32.pack(len(values)) + struct.pack(f"<{len(values)}d", *values)
                return
            if kinds == {int}:
                try:
                    block = struct.pack(f"<{len(values)}q", *values)
                except struct.error:
                    pass  # an int of more than 64 bits: one by one
                else:
                    self.out += tag + b"q" + _u32.pack(len(values)) + block
                    return
        self.items(tag + b"*", values)


def _integer(encoder: Encoder, value: int) -> None:
    if _FIXED_MIN <= value <= _FIXED_MAX:
        encoder.out += b"q"
        encoder.out += _i64.pack(value)
        return
    size = value.bit_length() // 8 + 1
    if size > MAX_INT_BYTES:
        raise TooLarge("an integer has too many digits")
    encoder.out += b"I" + _u32.pack(size) + value.to_bytes(size, "little", signed=True)


def _string(encoder: Encoder, value: str) -> None:
    data = value.encode("utf-8", "surrogatepass")
    encoder.out += b"S"
    encoder.out += _u32.pack(len(data))
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
        encoder.out += b"A" + _u32.pack(len(value)) + value


def _array(encoder: Encoder, value: array.array[Any]) -> None:
    if encoder.first_time(value):
        data = value.tobytes()
        encoder.out += b"a" + value.typecode.encode() + _u32.pack(len(data)) + data


def _parts(name: str, parts: Callable[[Any], tuple[Any, ...]]) -> Callable[[Encoder, Any], None]:
    """Values that are rebuilt from a few plain parts, by a constructor of the fixed list `_BUILDERS`."""
    code = bytes([list(_BUILDERS).index(name)])

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


_BUILDERS: dict[str, Callable[..., Any]] = {
    "range": range,
    "slice": slice,
    "date": datetime.date,
    "time": lambda h, m, s, us, tz, fold: datetime.time(h, m, s, us, tz, fold=fold),
    "datetime": lambda y, mo, d, h, m, s, us, tz, fold: datetime.datetime(y, mo, d, h, m, s, us, tz, fold=fold),
    "timedelta": datetime.timedelta,
    "timezone": datetime.timezone,
    "Decimal": decimal.Decimal,
    "Fraction": fractions.Fraction,
    "UUID": lambda number: uuid.UUID(int=number),
    "complex": complex,
}
"""The fixed list: nothing outside it is ever built because the other side names it."""

_WRITERS: dict[type, Callable[[Encoder, Any], None]] = {
    type(None): _constant(b"N"),
    type(Ellipsis): _constant(b"E"),
    type(NotImplemented): _constant(b"J"),
    bool: lambda encoder, value: encoder.out.extend(b"T" if value else b"F"),
    int: _integer,
    float: lambda encoder, value: encoder.out.extend(b"D" + _f64.pack(value)),
    str: _string,
    bytes: lambda encoder, value: encoder.out.extend(b"B" + _u32.pack(len(value)) + value),
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
        return int(_u32.unpack(self.take(4))[0])

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
        number = _i64.unpack(self.take(8))[0]
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
        _hashed(lambda key, value=value: mapping.__setitem__(key, value), key)
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
    if code >= len(_BUILDERS):
        raise ProtocolError("an unknown kind of value")
    parts = [decoder.value() for _ in range(decoder.count())]
    try:
        return list(_BUILDERS.values())[code](*parts)
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
        "q": lambda decoder: _i64.unpack(decoder.take(8))[0],
        "I": _read_integer,
        "D": lambda decoder: _f64.unpack(decoder.take(8))[0],
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
