"""The learner process as the judge sees it: one connection, two pipes, and deadlines on all of it."""

from __future__ import annotations

import array
import os
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bridge.channel import Channel
from bridge.errors import SubmissionStopped
from frames import HOLD_SECONDS

_READ = 1 << 16


@dataclass
class Printed:
    """What the submission printed, up to a limit for all of it together."""

    limit_bytes: int
    total_bytes: int = 0
    fresh: dict[str, bytearray] = field(default_factory=lambda: {"stdout": bytearray(), "stderr": bytearray()})
    """What came since it was last taken."""

    def add(self, stream: str, data: bytes) -> None:
        """Keeps *data*. Raises `SubmissionStopped` when it is more than the submission may print."""
        room = self.limit_bytes - self.total_bytes
        self.total_bytes += len(data)
        self.fresh[stream] += data[: max(room, 0)]
        if len(data) > room:
            raise SubmissionStopped("output_limit")

    def take(self, stream: str) -> str:
        """What came on *stream* since the last time."""
        data = self.fresh[stream]
        if not data:
            return ""
        self.fresh[stream] = bytearray()
        return data.decode("utf-8", "replace")


@dataclass
class Clock:
    """When the current test and the whole run must be over, on the monotonic clock."""

    test_seconds: float
    wall_seconds: float
    run_until: float = 0.0
    test_until: float = float("inf")

    def start_run(self) -> None:
        """The submission was handed over now."""
        self.run_until = time.monotonic() + self.wall_seconds

    def start_test(self) -> None:
        """A test begins now; loading the submission counts as one."""
        self.test_until = time.monotonic() + self.test_seconds

    def left(self) -> float:
        """Seconds until the nearer of both. Raises `SubmissionStopped` when there are none."""
        now = time.monotonic()
        if now >= self.run_until:
            raise SubmissionStopped("timed_out", seconds=f"{self.wall_seconds:g}")
        if now >= self.test_until:
            raise SubmissionStopped("test_timed_out", seconds=f"{self.test_seconds:g}")
        return min(self.run_until, self.test_until) - now


class JudgeChannel(Channel):
    """A channel that reads the submission's output while it waits, and never waits past a deadline."""

    def __init__(self, connection: socket.socket, pipes: dict[str, int], printed: Printed, clock: Clock) -> None:
        super().__init__(connection)
        connection.setblocking(False)
        self._printed, self._clock = printed, clock
        self.when_idle: Callable[[], None] = lambda: None
        """Called when the submission lets the judge wait."""
        self._pipes = {descriptor: name for name, descriptor in pipes.items()}
        self._poll = select.poll()
        self._poll.register(connection, select.POLLIN)
        for descriptor in self._pipes:
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)

    def adopt(self, printed: Printed, clock: Clock) -> None:
        """Counts and times by these from now on: the process was started before its job was known."""
        self._printed, self._clock = printed, clock

    def wait(self) -> None:
        connection = self._connection.fileno()
        patience = HOLD_SECONDS
        while True:
            events = self._poll.poll(max(1, min(self._clock.left(), patience) * 1000))
            if not events:
                self.when_idle()
                patience = float("inf")
                continue
            ready = False
            # What was printed before an answer is there when the answer is: one look finds both, as the kernel
            # looks at the connection first.
            for descriptor, event in events:
                if descriptor == connection:
                    ready = True
                else:
                    self._take(descriptor, event)
            if ready:
                return

    def drain(self) -> None:
        """Takes what is waiting in the pipes."""
        for descriptor, event in self._poll.poll(0):
            if descriptor in self._pipes:
                self._take(descriptor, event)

    def _take(self, descriptor: int, event: int) -> None:
        data = b""
        if event & select.POLLIN:
            try:
                data = os.read(descriptor, _READ)
            except BlockingIOError:
                return
        if data:
            self._printed.add(self._pipes[descriptor], data)
        else:  # closed on the other side
            self._poll.unregister(descriptor)
            self._close_pipe(descriptor)

    def send_rest(self, rest: memoryview) -> None:
        waiter = select.poll()
        waiter.register(self._connection, select.POLLOUT)
        while rest:
            if not waiter.poll(min(20, self._clock.left() * 1000)):
                self.drain()  # it may be stuck in a full pipe
                continue
            try:
                rest = rest[self._connection.send(rest) :]
            except BlockingIOError:
                continue

    def close(self) -> None:
        """Takes the last output that is there and closes everything."""
        try:
            while any(descriptor in self._pipes for descriptor, _ in self._poll.poll(0)):
                self.drain()
        finally:
            self._connection.close()
            for descriptor in list(self._pipes):
                self._close_pipe(descriptor)

    def _close_pipe(self, descriptor: int) -> None:
        self._pipes.pop(descriptor, None)
        os.close(descriptor)


def fresh_learner(control: socket.socket, printed: Printed, clock: Clock) -> JudgeChannel:
    """Asks init for a fresh learner process; every older one is dead when it answers."""
    control.sendall(b"learner")
    descriptors = array.array("i")
    answer, ancillary, _flags, _address = control.recvmsg(16, socket.CMSG_SPACE(3 * descriptors.itemsize))
    for _level, _kind, data in ancillary:
        descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    if answer != b"ok" or len(descriptors) != 3:
        raise SubmissionStopped("process_limit")  # init could not fork: the submission holds all processes
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    pipes = {"stdout": descriptors[1], "stderr": descriptors[2]}
    return JudgeChannel(socket.socket(fileno=descriptors[0]), pipes, printed, clock)
