"""One side of the bridge: requests and answers, the table of objects that the other side may name.

Both sides are a `Peer`; they differ in what they let the other one ask (`JudgePeer`, `LearnerPeer`).
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any

from bridge import channel as wire
from bridge.changes import content_of, is_same, refill, snapshot
from bridge.channel import Channel
from bridge.classes import methods_of, names_in, specials_of
from bridge.decoder import Decoder
from bridge.encoder import Encoder
from bridge.errors import ProtocolError, SubmissionStopped, TooLarge
from bridge.exceptions import describe_exception, rebuild_exception
from bridge.names import NAME_OF, VALUE_OF
from bridge.proxies import Identity, ProxyMeta, identity_of, proxy_class

MAX_EXPORTED = 200_000
MAX_ARGS = 20
"""Arguments of an exception that cross."""
MAX_NESTED = 60
"""Requests within requests: a callback that calls back. Python's own recursion limit is near."""


class Peer:
    """Requests to and answers for the other side over one channel."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.lock = threading.RLock()
        self._exported: dict[int, object] = {}
        self._number_of: dict[int, int] = {}
        self._next_number = 1
        self._described: set[int] = set()
        self._classes: dict[int, ProxyMeta] = {}
        self._proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self._dropped: list[int] = []
        self._depth = 0
        self.generation = 1
        """Counts the processes on the other side: a restart makes all their numbers void."""

    # What the two sides do differently.

    def may_export(self, value: object) -> None:
        """Raises `TooLarge` when *value* must not be named by the other side."""

    def answer(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        """What the other side asked for. Any exception goes back as the answer."""
        raise NotImplementedError

    def equal(self, proxy: Any, other: object) -> Any:
        """`proxy == other`."""
        raise NotImplementedError

    def operate(self, proxy: Any, name: str, other: object, *rest: object) -> Any:
        """A special method that is given another operand."""
        raise NotImplementedError

    def contains(self, proxy: Any, item: object) -> bool:
        """`item in proxy`."""
        raise NotImplementedError

    def truth(self, proxy: Any) -> bool:
        """`bool(proxy)`."""
        raise NotImplementedError

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls an object of the other side."""
        return self.request("call", target, args, kwargs)

    def call_method(self, target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls a method of an object of the other side."""
        return self.request("call_method", target, name, args, kwargs)

    def module_attribute(self, module: Any, name: str) -> Any:
        """A name of a module of the other side."""
        return self.request("getattr", module, name)

    def find_again(self, identity: Identity) -> None:
        """Renews *identity* after a restart of the other side."""
        raise NotImplementedError

    def known_class(self, _module: str, _name: str) -> ProxyMeta | None:
        """The proxy class from before a restart of the other side, if there is one."""
        return None

    # How an exception of this side is told to the other one.

    def frames_of(self, _error: BaseException) -> list[tuple[str, int]]:
        """File and line of its frames, as far as the other side may know them."""
        return []

    def trace_of(self, _error: BaseException) -> str:
        """Its traceback as text, as far as the other side may read it."""
        return ""

    def text_of(self, error: BaseException) -> str:
        """Its message."""
        return str(error)

    def crossing(self, argument: object) -> object:
        """What is handed over of an argument of an exception."""
        return argument

    def may_send_name(self, _value: object) -> bool:
        """Whether this builtin goes by name; otherwise it goes by handle, and is called where it is."""
        return True

    def may_adopt_name(self, _value: object) -> bool:
        """Whether the other side may make this builtin of ours appear here."""
        return True

    def args_of(self, error: BaseException) -> tuple[object, ...]:
        """The arguments that it was made with, as far as the other side may know them."""
        return tuple(self.crossing(argument) for argument in error.args[:MAX_ARGS])

    def may_name(self, _cls: type) -> bool:
        """Whether the other side may know this class of ours."""
        return True

    # Requests.

    def request(self, operation: str, *arguments: Any) -> Any:
        """Asks the other side; returns what it answered or raises what it raised.

        Raises `TooLarge` when an argument cannot cross, `ProtocolError` when the answer is no answer.
        """
        with self.lock:
            if self._depth >= MAX_NESTED:
                raise RecursionError("maximum recursion depth exceeded")
            self._depth += 1
            try:
                encoder = self._encode(
                    (operation, tuple(n for n in self._dropped if n not in self._proxies), *arguments)
                )
                self._dropped.clear()
                self.channel.send(wire.REQUEST, encoder.out)
                kind, payload = self._answering()
                return self._read_answer(kind, payload, encoder.mutables)
            finally:
                self._depth -= 1

    def _answering(self) -> tuple[int, bytes]:
        """Serves nested requests until the answer to ours comes."""
        while True:
            kind, payload = self.channel.receive()
            if kind != wire.REQUEST[0]:
                return kind, payload
            self.serve(payload)

    def _read_answer(self, kind: int, payload: bytes, mutables: list[Any]) -> Any:
        decoder = Decoder(payload, self._adopt, mutables)
        value = decoder.value()
        for _ in range(decoder.count()):
            number = decoder.number()
            content = decoder.value()
            if number >= len(mutables):
                raise ProtocolError("a change to something that was not sent")
            refill(mutables[number], content)
        decoder.end()
        if kind == wire.RAISED[0]:
            raise rebuild_exception(value, self)
        return value

    # Answers.

    def serve(self, payload: bytes) -> None:
        """Answers one request. Raises `ProtocolError` when it is none; all else goes back as the answer."""
        decoder = Decoder(payload, self._adopt)
        request = decoder.value()
        decoder.end()
        if type(request) is not tuple or len(request) < 2 or type(request[0]) is not str:
            raise ProtocolError("a request of an odd form")
        operation, dropped, *arguments = request
        if type(dropped) is not tuple:
            raise ProtocolError("a request of an odd form")
        for number in dropped:
            self._forget(number)
        mutables = decoder.mutables
        before = [snapshot(mutable) for mutable in mutables]
        kind, value = self._outcome(operation, tuple(arguments))
        try:
            encoder = self._encode_answer(value, mutables, before)
        except (TooLarge, RecursionError) as error:
            kind = wire.RAISED
            encoder = self._encode_answer(describe_exception(self.cannot_cross(value, error), self), [], [])
        with self.lock:  # a thread of the submission may be in the middle of a request
            self.before_answer()
            self.channel.send(kind, encoder.out)

    def before_answer(self) -> None:
        """Called right before an answer is sent."""

    def cannot_cross(self, value: object, error: BaseException) -> Exception:
        """The exception that is sent in place of a value that cannot cross."""
        del value
        return TypeError(f"this value cannot be handed over: {error}")

    def _outcome(self, operation: str, arguments: tuple[Any, ...]) -> tuple[bytes, Any]:
        try:
            return wire.REPLY, self.answer(operation, arguments)
        except (ProtocolError, SubmissionStopped):
            raise
        except BaseException as error:
            self.raised(error)
            return wire.RAISED, describe_exception(error, self)

    def raised(self, error: BaseException) -> None:
        """Called with an exception that is about to go to the other side."""

    def _encode_answer(self, value: Any, mutables: list[Any], before: list[Any]) -> Encoder:
        known = {id(mutable): (number, mutable) for number, mutable in enumerate(mutables)}
        changed = [number for number, mutable in enumerate(mutables) if not is_same(mutable, before[number])]

        def write(encoder: Encoder) -> None:
            encoder.value(value)
            encoder.number(len(changed))
            for number in changed:
                encoder.number(number)
                encoder.value(content_of(mutables[number]))

        return self._encode_with(write, known)

    def _encode(self, value: Any) -> Encoder:
        return self._encode_with(lambda encoder: encoder.value(value), {})

    def _encode_with(self, write: Callable[[Encoder], None], known: dict[int, tuple[int, object]]) -> Encoder:
        """Encodes as a whole or not at all: a failed attempt leaves no trace in the tables."""
        numbers, described = self._next_number, set(self._described)
        encoder = Encoder(self._export, known)
        try:
            write(encoder)
        except BaseException:
            self._described = described
            for number in range(numbers, self._next_number):
                self._forget(number)
            raise
        return encoder

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
            encoder.value(describe_exception(value, self))
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
            return rebuild_exception(decoder.value(), self)
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
        cls = known if known is not None else proxy_class(self, number, name, module, members, tuple(bases))
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
