"""Frames over a socket: kind, length and payload, strictly one after the other."""

from __future__ import annotations

import socket
import struct

from bridge.errors import ProtocolError
from bridge.plain import MAX_FRAME_BYTES

REQUEST, REPLY, RAISED = b"C", b"R", b"X"
_KINDS = frozenset(REQUEST + REPLY + RAISED)
_header = struct.Struct("<BI")
_CHUNK = 1 << 16


class Closed(Exception):  # noqa: N818 - says what happened
    """The other side is gone."""


class Channel:
    """Frames over *connection*. One thread at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray()

    def send(self, kind: bytes, payload: bytes | bytearray) -> None:
        """Sends one frame. Raises `Closed`."""
        frame = _header.pack(kind[0], len(payload)) + payload
        try:
            sent = self._connection.send(frame)
            if sent < len(frame):
                self.send_rest(memoryview(frame)[sent:])
        except (BrokenPipeError, ConnectionError) as error:
            raise Closed from error
        except BlockingIOError:
            self.send_rest(memoryview(frame))

    def send_rest(self, rest: memoryview) -> None:
        """Sends what did not go at once."""
        self._connection.sendall(rest)

    def receive(self) -> tuple[int, bytes]:
        """The next frame's kind and payload. Raises `Closed`, or `ProtocolError` before reading too much."""
        buffer = self._buffer
        while len(buffer) < _header.size:
            self._fill()
        kind, length = _header.unpack_from(buffer)
        if kind not in _KINDS or length > MAX_FRAME_BYTES + 1024:
            raise ProtocolError("a frame of an unknown kind or size")
        end = _header.size + length
        while len(buffer) < end:
            self._fill()
        payload = bytes(memoryview(buffer)[_header.size : end])
        del buffer[:end]
        return kind, payload

    def unread(self) -> bool:
        """Whether bytes are waiting that no one asked for."""
        return bool(self._buffer)

    def _fill(self) -> None:
        self.wait()
        try:
            data = self._connection.recv(_CHUNK)
        except (ConnectionError, OSError) as error:
            raise Closed from error
        if not data:
            raise Closed
        self._buffer += data

    def wait(self) -> None:
        """Returns when there is something to read. The judge's channel waits with a deadline here."""
