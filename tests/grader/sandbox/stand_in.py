"""A container at the sandbox's border that says what a test tells it to, for what a real one cannot show."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable
from typing import Any

from grader.bundles import Bundle, BundledTest
from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox.docker import Ending

READY = {"protocol": 1, "harness": "tag", "python": "3.13.5", "pytest": "9.2.0"}
DONE = {"load_error": None, "stop": None, "wall_ms": 5, "cpu_ms": 4, "peak_memory_bytes": 1000}


def frame(kind: str, content: Any) -> bytes:
    """A frame as the judge writes it."""
    body = kind.encode() + json.dumps(content).encode()
    return len(body).to_bytes(4) + body


def test_frame(name: str, outcome: str = "passed", **more: Any) -> bytes:  # noqa: PT028 - see below
    """A `T` frame."""
    return frame("T", {"name": name, "outcome": outcome, "duration_ms": 1, **more})


test_frame.__test__ = False  # type: ignore[attr-defined] # no test, whatever its name says to pytest


def bundle_of(*tests: BundledTest, **more: Any) -> Bundle:
    """An exercise with these tests; with `test_a` and `test_b` when none is given."""
    standard = [BundledTest(name="test_a", file="test_x.py"), BundledTest(name="test_b", file="test_x.py")]
    return Bundle(
        exercise="pack/slug",
        files=["x.py"],
        hidden={"test_x.py": ""},
        tests=list(tests) or standard,
        limits=more.pop("limits", Limits(wall_seconds=1)),
        **more,
    )


class ScriptedContainer:
    """Says the chunks of *script*, then ends; with `TimeoutError` in it, says nothing until the deadline."""

    def __init__(
        self,
        script: Iterable[bytes | type[TimeoutError]] = (),
        *,
        ending: Ending | None = None,
        stderr: str = "",
        silent: bool = True,
    ) -> None:
        self._script = deque(script)
        self._ending = ending
        self.stderr = stderr
        self.silent = silent
        self.received = b""
        self.removed = 0

    def send(self, data: bytes, deadline: float) -> None:
        """Keeps what was sent."""
        assert deadline > 0
        self.received += data

    def receive(self, deadline: float) -> bytes:
        """The next chunk of the script."""
        assert deadline > 0
        if not self._script:
            return b""
        chunk = self._script.popleft()
        if isinstance(chunk, bytes):
            return chunk
        raise chunk

    def is_silent(self) -> bool:
        """Whether it waits."""
        return self.silent

    def ending(self) -> Ending:
        """As told; without, as if somebody had taken the container away."""
        if self._ending is None:
            raise SandboxUnavailable("the container is gone")
        return self._ending

    def remove(self) -> None:
        """Counts."""
        self.removed += 1
