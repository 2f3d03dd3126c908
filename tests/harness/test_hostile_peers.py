"""The judge's side against bytes that lie: mutated frames by the thousand, and scripted learner processes.

Every one ends in the bridge's own error, and none in a hang or any other exception.
"""

from __future__ import annotations

import os
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bridge.channel import Channel, Closed
from bridge.decoder import Decoder
from bridge.encoder import Encoder
from bridge.errors import ProtocolError, SubmissionStopped, TooLarge
from bridge.judge_side import JudgePeer
from bridge.learner_side import LearnerPeer
from bridge.policy import Policy
from process import Clock, JudgeChannel, Printed

FRAMES = int(os.environ.get("BOOTCAMP_FUZZ_FRAMES", "100000"))
SEED = 20_261_124
U32 = struct.Struct("<I")


class Own(int):
    """An object that goes by handle, with special methods."""

    def shout(self) -> str:
        return "!"


def _ended() -> SubmissionStopped:
    return SubmissionStopped("process_ended")


def judge_at(channel: Channel) -> JudgePeer:
    peer = JudgePeer(lambda: channel, lambda: None, _ended, Policy())
    peer.channel, peer.alive, peer.generation = channel, True, 1
    return peer


def samples() -> list[bytes]:
    """Honest answers: what a learner process would write, plain values, objects, classes and exceptions."""
    left, right = socket.socketpair()
    left.close()
    right.close()
    learner = LearnerPeer(Channel(right), Path("/nonexistent"))
    cycle: list[Any] = [1, "two"]
    cycle.append(cycle)
    values: list[Any] = [
        *(None, True, 7, 1 << 90, 1.5, "text", b"bytes", (1, 2, 3, 4, 5), [1.0] * 6, {"a": [1], 2: {3}}),
        *(cycle, frozenset({1, "b"}), range(9), bytearray(b"xy"), Own(3), Own, len, dict, lambda: 0, ValueError("v")),
    ]
    found = []
    for value in values:
        learner._described.clear()
        encoder = learner._encode_answer(value, [[1], {2: 3}], [[0], {2: 3}])
        found.append(bytes(encoder.out))
    return found


def mutated(data: bytes, chance: random.Random) -> bytes:
    """*data* with one to four bytes, lengths or pieces of it changed."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(6):
            case 0 if at < len(out):
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randint(1, 6)]
            case 2:
                out[at:at] = chance.randbytes(chance.randint(1, 6))
            case 3:
                out[at : at + 4] = U32.pack(chance.choice((0, 1, 255, 1 << 16, (1 << 31) - 1, (1 << 32) - 1)))
            case 4:
                out[at:at] = chance.choice(b"NTFqIDSBALUMORVXZQaPbKHehc").to_bytes() * chance.randint(1, 3)
            case _:
                piece = out[at : at + chance.randint(1, 30)]
                out[at:at] = piece * chance.randint(1, 3)
    return bytes(out)


class SilentChannel(Channel):
    """A connection whose other end is closed: what a proxy asks there is never answered."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        ours.close()
        theirs.close()
        super().__init__(ours)

    def send(self, kind: bytes, payload: bytes | bytearray) -> None:
        del kind, payload
        raise Closed


def test_mutated_answers_and_requests_give_nothing_but_protocol_errors() -> None:
    chance = random.Random(SEED)
    honest = samples()
    peer = judge_at(SilentChannel())
    accepted = refused = 0
    for number in range(FRAMES):
        if number % 2_000 == 0:
            peer = judge_at(SilentChannel())
        payload = mutated(chance.choice(honest), chance)
        kind = chance.choice(b"RRRX")
        try:
            peer._read_answer(kind, payload, [[], {}])
            accepted += 1
        except ProtocolError:
            refused += 1
        except SubmissionStopped:
            refused += 1
        except Exception as error:  # noqa: BLE001 - an honest exception of the other side is one of any kind
            raised = kind == ord("X") and hasattr(error, "submission_origin")
            accepted += raised
    assert accepted + refused == FRAMES
    assert refused > FRAMES // 4


def test_mutated_requests_never_reach_an_object_of_the_tests() -> None:
    chance = random.Random(SEED + 1)
    encoder = Encoder(lambda _encoder, _value: None)
    encoder.value(("getattr", (), [1, 2], "name", {"a": (1, 2)}))
    honest = bytes(encoder.out)
    for number in range(FRAMES // 10):
        peer = judge_at(SilentChannel())
        payload = mutated(honest, chance)
        with pytest.raises((ProtocolError, Closed)):  # closed: it was a request, answered with an error
            peer.serve(payload)
            pytest.fail(f"frame {number} was served: {payload!r}")


def _refuse(_decoder: Decoder, _tag: int) -> object:
    raise ProtocolError("no objects here")


@pytest.mark.parametrize(
    "payload",
    [
        *(b"L*" + U32.pack(0xFFFFFFFF), b"Uq" + U32.pack(0xFFFFFFFF), b"I" + U32.pack(1 << 20) + b"1" * 100),
        *(b"L*\x01\x00\x00\x00" * 100_000, b"M" + U32.pack(1) + b"L*" + U32.pack(0) + b"N", b"b" + b"\xff" * 8),
        *(b"", b"\xff", b"S" + U32.pack(2) + b"\xff\xfe", b"P\xff" + U32.pack(0), b"P\x00" + U32.pack(1) + b"N"),
        *(b"az" + U32.pack(1) + b"1", b"V" + b"T" + U32.pack(0), b"Q" + b"F" + U32.pack(0)),
    ],
)
def test_a_value_that_is_none_is_refused(payload: bytes) -> None:
    decoder = Decoder(payload, _refuse)
    with pytest.raises(ProtocolError):
        decoder.value()
        decoder.end()


def test_what_is_written_is_read_back() -> None:
    for value in (None, -(1 << 70), float("inf"), "\ud800", (1, (2.5, "x")), {"k": [1, {2}]}, range(1, 9, 2), b"\0"):
        encoder = Encoder(lambda _encoder, _value: None)
        encoder.value(value)
        decoder = Decoder(bytes(encoder.out), _refuse)
        assert decoder.value() == value
        decoder.end()


def test_what_is_too_deep_is_not_written() -> None:
    deep: list[Any] = []
    for _ in range(1_000):
        deep = [deep]
    with pytest.raises(TooLarge):
        Encoder(lambda _encoder, _value: None).value(deep)


# Scripted learner processes: each answers the first request of a real judge's channel in its own bad way.


def frame(kind: bytes, payload: bytes, length: int | None = None) -> bytes:
    return struct.pack("<BI", kind[0], len(payload) if length is None else length) + payload


def _endless() -> Iterator[bytes]:
    yield frame(b"R", b"", 16 << 20)
    while True:
        yield bytes(1 << 16)


def _drip() -> Iterator[bytes]:
    pause = threading.Event()
    yield b"R"
    while not pause.wait(0.05):
        yield b"\x01"


def _requests() -> Iterator[bytes]:
    while True:
        yield frame(b"C", b"U*" + U32.pack(2) + b"S" + U32.pack(4) + b"load" + b"U*" + U32.pack(0))


SCRIPTS: dict[str, Callable[[], Iterator[bytes]]] = {
    "closes at once": lambda: iter(()),
    "closes in the middle of a frame": lambda: iter((frame(b"R", b"N" * 10, 1000),)),
    "a huge length": lambda: iter((frame(b"R", b"", 0xFFFFFFFF),)),
    "an unknown kind": lambda: iter((frame(b"Z", b"N" + U32.pack(0)),)),
    "deep nesting": lambda: iter((frame(b"R", b"L*\x01\x00\x00\x00" * 200_000),)),
    "a handle that was never given out": lambda: iter((frame(b"R", b"H" + U32.pack(4_000) + U32.pack(0)),)),
    "a name that may not cross": lambda: iter((frame(b"R", b"K" + U32.pack(4) + b"eval" + U32.pack(0)),)),
    "a change to something never sent": lambda: iter((frame(b"R", b"N" + U32.pack(1) + U32.pack(99) + b"N"),)),
    "more than its content": lambda: iter((frame(b"R", b"N" + U32.pack(0) + b"extra"),)),
    "an exception that is none": lambda: iter((frame(b"X", b"N" + U32.pack(0)),)),
    "a forbidden request": _requests,
    "an endless frame": _endless,
    "one byte now and then": _drip,
}


def scripted(script: Callable[[], Iterator[bytes]]) -> Exception | BaseException:
    """What the judge's request raises while a child process plays *script*."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:  # nothing but writing: then it leaves without any handler
        ours.close()
        try:
            for piece in script():
                theirs.sendall(piece)
        finally:
            os._exit(0)
    theirs.close()
    clock = Clock(test_seconds=1, wall_seconds=2)
    clock.start_run()
    clock.start_test()
    channel = JudgeChannel(ours, {}, Printed(1_000), clock)
    peer = judge_at(channel)
    try:
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - the tests look at it
            peer.request("getattr", (), "name")
    finally:
        channel.close()
        os.kill(child, 9)
        os.waitpid(child, 0)
    return caught.value


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_learner_process_that_lies_is_stopped(name: str) -> None:
    error = scripted(SCRIPTS[name])
    assert isinstance(error, SubmissionStopped), repr(error)
    assert error.code in {"process_ended", "protocol", "test_timed_out"}


def test_a_second_answer_is_not_taken_for_the_next_one() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(frame(b"R", b"T" + U32.pack(0)) + frame(b"R", b"T" + U32.pack(0)))
    clock = Clock(test_seconds=1, wall_seconds=2)
    clock.start_run()
    clock.start_test()
    channel = JudgeChannel(ours, {}, Printed(1_000), clock)
    peer = judge_at(channel)
    assert peer.request("getattr", (), "name") is True
    with pytest.raises(SubmissionStopped):
        peer.request("getattr", (), "name")
    channel.close()
    theirs.close()
