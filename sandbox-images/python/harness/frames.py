"""Frames to and from the host: length, kind, JSON. See sandbox-images/PROTOCOL.md."""

from __future__ import annotations

import json
import os
import struct
import time
from typing import Any

MAX_JOB_BYTES = 4 << 20
MAX_TOTAL_BYTES = 8 << 20
_MAX_FRAME_BYTES = 1 << 20
HOLD_SECONDS = 0.02
"""How long the end of a test may be held back for the next: each write wakes the engine, the worker and the pages."""
_header = struct.Struct(">IB")


class HostChannel:
    """The judge's end. Only the judge has these two descriptors."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._sent = 0
        self._held = bytearray()
        self._wrote_at = 0.0

    def receive(self) -> tuple[str, dict[str, Any]]:
        """The next frame. Raises `EOFError` when the host is gone, `ValueError` for what is no frame."""
        length, kind = _header.unpack(self._exactly(_header.size))
        if not 1 <= length <= MAX_JOB_BYTES:
            raise ValueError("a frame of an odd length")
        content = json.loads(self._exactly(length - 1))
        if not isinstance(content, dict):
            raise ValueError("a frame that is no object")  # noqa: TRY004 - one error for every odd frame
        return chr(kind), content

    def send(self, kind: str, content: dict[str, Any]) -> None:
        """Sends one frame; those of tests may wait for the next. What is more than the host reads is left out."""
        data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
        if len(data) > _MAX_FRAME_BYTES or (kind == "T" and self._sent + len(data) > MAX_TOTAL_BYTES // 2):
            return
        self._sent += len(data)
        self._held += _header.pack(len(data) + 1, ord(kind)) + data
        if kind != "T" or time.monotonic() - self._wrote_at > HOLD_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Writes what is held back. Call before anything that may take long."""
        while self._held:
            del self._held[: os.write(self._writing, self._held)]
        self._wrote_at = time.monotonic()

    def _exactly(self, size: int) -> bytes:
        parts = []
        while size:
            data = os.read(self._reading, min(size, 1 << 20))
            if not data:
                raise EOFError
            parts.append(data)
            size -= len(data)
        return b"".join(parts)
