"""The objects that cross by handle: those of ours that the other side may name, and its own, seen from here."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, cast

from bridge.classes import methods_of, names_in, specials_of
from bridge.errors import ProtocolError, TooLarge
from bridge.exceptions import describe_exception, rebuild_exception
from bridge.names import NAME_OF, VALUE_OF
from bridge.proxies import ProxyMeta, identity_of
from bridge.proxy_classes import proxy_class

if TYPE_CHECKING:
    from bridge.decoder import Decoder
    from bridge.encoder import Encoder
    from bridge.peer import Peer

MAX_EXPORTED = 200_000


class Objects:
    """The two tables of a peer, and how what is in them is written and read."""

    def __init__(self) -> None:
        self._exported: dict[int, object] = {}
        self._number_of: dict[int, int] = {}
        self._next_number = 1
        self._described: set[int] = set()
        self._classes: dict[int, ProxyMeta] = {}
        self._proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self._dropped: list[int] = []
        self.generation = 1
        """Counts the processes on the other side: a restart makes all their numbers void."""

    # What the two sides do differently.

    def may_export(self, value: object) -> None:
        """Raises `TooLarge` when *value* must not be named by the other side."""

    def may_send_name(self, _value: object) -> bool:
        """Whether this builtin goes by name; otherwise it goes by handle, and is called where it is."""
        return True

    def may_adopt_name(self, _value: object) -> bool:
        """Whether the other side may make this builtin of ours appear here."""
        return True

    def _peer(self) -> Peer:
        return cast("Peer", self)

    def known_class(self, _module: str, _name: str) -> ProxyMeta | None:
        """The proxy class from before a restart of the other side, if there is one."""
        return None

    # Objects that go by handle.

    def _export(self, encoder: Encoder, value: Any) -> None:
        name = NAME_OF.get(id(value))
        if name is not None and self.may_send_name(value):
            encoder.out += b"K"
            encoder.text(name)
            return
        mine = identity_of(value)
        if mine is not None and mine.peer is self:
            encoder.out += b"H"
            encoder.number(mine.current())
            return
        if isinstance(value, BaseException) and not isinstance(type(value), ProxyMeta):
            encoder.out += b"e"
            encoder.value(describe_exception(value, self._peer()))
            return
        self.may_export(value)
        if isinstance(value, type):
            self._export_class(encoder, value)
            return
        encoder.out += b"h"
        encoder.number(self.number_of(value))
        # Described even where the class itself would cross by name: an object by handle needs a proxy class.
        self._export_class(encoder, type(value))

    def _export_class(self, encoder: Encoder, cls: type) -> None:
        mine = identity_of(cls)
        if mine is not None and mine.peer is self:
            encoder.out += b"H"
            encoder.number(mine.current())
            return
        encoder.out += b"c"
        encoder.number(self.number_of(cls))
        self._describe(encoder, cls)

    def _describe(self, encoder: Encoder, cls: type) -> None:
        number = self._number_of[id(cls)]
        if number in self._described:
            encoder.out += b"F"
            return
        self._described.add(number)
        encoder.out += b"T"
        encoder.text(str(cls.__name__)[:200])
        encoder.text(str(cls.__module__)[:200])
        encoder.value(specials_of(cls))
        encoder.value(methods_of(cls))
        bases = [base for base in cls.__bases__ if type(base) is not type or base is not object]
        encoder.number(len(bases))
        for base in bases:
            self._export(encoder, base)

    def number_of(self, value: object) -> int:
        """The number under which the other side may name *value*. Raises `TooLarge` when there are too many."""
        number = self._number_of.get(id(value))
        if number is None:
            if len(self._exported) >= MAX_EXPORTED:
                raise TooLarge("too many objects are in use at once")
            number = self._next_number
            self._next_number += 1
            self._exported[number] = value
            self._number_of[id(value)] = number
        return number

    def _forget(self, number: Any) -> None:
        if type(number) is int and number in self._exported and number not in self._described:
            value = self._exported.pop(number)
            self._number_of.pop(id(value), None)

    def named(self, number: int) -> Any:
        """The object of ours that the other side names. Raises `ProtocolError` for a number never given out."""
        try:
            return self._exported[number]
        except KeyError:
            raise ProtocolError("a handle that was never given out, or was given back") from None

    def drop(self, number: int) -> None:
        """Tells the other side, with the next request, that nothing here names its object any more."""
        self._dropped.append(number)

    # Objects of the other side.

    def _adopt(self, decoder: Decoder, tag: int) -> Any:
        if tag == 0x4B:  # K
            name = decoder.text()
            if name not in VALUE_OF or not self.may_adopt_name(VALUE_OF[name]):
                raise ProtocolError("a name that may not cross")
            return VALUE_OF[name]
        if tag == 0x48:  # H
            return self.named(decoder.number())
        if tag == 0x65:  # e
            return rebuild_exception(decoder.value(), self._peer())
        if tag == 0x63:  # c
            return self._adopt_class(decoder)
        if tag == 0x68:  # h
            return self._adopt_object(decoder)
        raise ProtocolError("an unknown tag")

    def _adopt_class(self, decoder: Decoder) -> ProxyMeta:
        number = decoder.number()
        fresh = decoder.take(1)
        if fresh == b"F":
            if number not in self._classes:
                raise ProtocolError("a class that was never described")
            return self._classes[number]
        name, module = decoder.text(), decoder.text()
        members = names_in(decoder.value()), names_in(decoder.value())
        count = decoder.number()
        if count > 50:
            raise ProtocolError("a class with too many bases")
        bases = []
        for _ in range(count):
            base = decoder.value()
            if not isinstance(base, type):
                raise ProtocolError("a base that is no class")
            bases.append(base)
        known = self.known_class(module, name)  # a class of the submission has no truth
        try:
            cls = known if known is not None else proxy_class(self._peer(), number, name, module, members, tuple(bases))
        except ValueError as error:  # a name that no class can have, such as one with a null character
            raise ProtocolError("a class of an odd form") from error
        identity = vars(cls)["_bridge_class"]
        identity.number, identity.generation = number, self.generation
        self._classes[number] = cls
        return cls

    def _adopt_object(self, decoder: Decoder) -> Any:
        number = decoder.number()
        cls = decoder.value()
        if not isinstance(cls, type):
            raise ProtocolError("an object of something that is no class")
        return self.adopt_number(cls, number)

    def adopt_number(self, cls: type, number: int) -> Any:
        """The proxy of the other side's object *number*, which is a *cls*: the same one each time."""
        known = self._proxies.get(number)
        if known is not None:
            return known
        if not isinstance(cls, ProxyMeta):
            raise ProtocolError("an object of a builtin class by handle")
        proxy = cls.adopt(number)
        self._proxies[number] = proxy
        return proxy
