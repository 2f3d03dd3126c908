"""One side of the bridge: requests and answers.

Both sides are a `Peer`; they differ in what they let the other one ask (`JudgePeer`, `LearnerPeer`).
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from bridge import channel as wire
from bridge.changes import content_of, is_same, refill, snapshot
from bridge.channel import Channel
from bridge.decoder import Decoder
from bridge.encoder import Encoder
from bridge.errors import ProtocolError, SubmissionStopped, TooLarge
from bridge.exceptions import describe_exception, rebuild_exception
from bridge.objects import Objects
from bridge.proxies import Identity

MAX_ARGS = 20
"""Arguments of an exception that cross."""
MAX_NESTED = 60
"""Requests within requests: a callback that calls back. Python's own recursion limit is near."""


class Peer(Objects, ABC):
    """Requests to and answers for the other side over one channel."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self.channel = channel
        self.lock = threading.RLock()
        self._depth = 0

    # What the two sides do differently.

    @abstractmethod
    def answer(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        """What the other side asked for. Any exception goes back as the answer."""

    @abstractmethod
    def equal(self, proxy: Any, other: object) -> Any:
        """`proxy == other`."""

    @abstractmethod
    def operate(self, proxy: Any, name: str, other: object, *rest: object) -> Any:
        """A special method that is given another operand."""

    @abstractmethod
    def contains(self, proxy: Any, item: object) -> bool:
        """`item in proxy`."""

    @abstractmethod
    def truth(self, proxy: Any) -> bool:
        """`bool(proxy)`."""

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls an object of the other side."""
        return self.request("call", target, args, kwargs)

    def call_method(self, target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls a method of an object of the other side."""
        return self.request("call_method", target, name, args, kwargs)

    def initialise(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Calls `__init__` of an object of the other side once more."""
        self.request("call_method", target, "__init__", args, kwargs)

    def module_attribute(self, module: Any, name: str) -> Any:
        """A name of a module of the other side."""
        return self.request("getattr", module, name)

    @abstractmethod
    def find_again(self, identity: Identity) -> None:
        """Renews *identity* after a restart of the other side."""

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

    def args_of(self, error: BaseException) -> tuple[object, ...]:
        """The arguments that it was made with, as far as the other side may know them."""
        return tuple(self.crossing(argument) for argument in error.args[:MAX_ARGS])

    def mark_of(self, _error: BaseException) -> int:
        """What lets *error* come back as the same object: above 0 its number here, below 0 the one over there."""
        return 0

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
            if self._depth == 0 and self.channel.unread():
                raise ProtocolError("an answer that no one asked for")
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
