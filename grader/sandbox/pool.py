"""Containers that stand ready before a submission comes; each is used once and thrown away off the learner's path.

An idle one costs 27 MB and no CPU. How many of which shape stand ready follows what was asked for lately, within
a bound on their number and on their memory.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from grader.errors import SandboxUnavailable
from grader.sandbox.docker import Container
from grader.sandbox.limits import Shape

THREADS = 2
"""More of them make no more containers on the machines that were measured; the engine is the bottleneck."""
HALF_LIFE_SECONDS = 10
FORGET_SECONDS = 300
"""A shape that nobody asked for in this time keeps no container."""
MAX_WAITING_REMOVALS = 4
"""Beyond this, used containers are removed before new ones are started: a dead one may still hold memory."""
PATIENCE_SECONDS = 0.3
"""So long the making of the next container may wait for the one run that is under way: most are over by then."""
_TICK_SECONDS = 30
_MAX_BACK_OFF_SECONDS = 30

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Demand:
    """How often a shape was asked for: each request counts one, and half as much ten seconds later."""

    floor: int = 0
    """This many stand ready whatever happens."""
    level: float = 0.0
    last: float = 0.0

    def asked(self, now: float) -> None:
        self.level = self.level_at(now) + 1
        self.last = now

    def level_at(self, now: float) -> float:
        return self.level * math.exp2((self.last - now) / HALF_LIFE_SECONDS)

    def wanted(self, now: float) -> int:
        recent = 1 if now - self.last < FORGET_SECONDS else 0
        return max(self.floor, recent and math.ceil(self.level_at(now)), recent)


class Pool:
    """Warm containers. With `size` 0 there are none: every container is started when it is asked for."""

    def __init__(self, start: Callable[[Shape], Container], *, size: int, memory_bytes: int) -> None:
        self._start = start
        self.size = size
        self._memory_bytes = memory_bytes
        self._changed = threading.Condition()
        self._idle: dict[Shape, deque[Container]] = {}
        self._starting: Counter[Shape] = Counter()
        self._demand: dict[Shape, _Demand] = {}
        self._used: deque[Container] = deque()
        self._in_use = 0
        self._last_take = 0.0
        self._closed = False
        self._not_before = 0.0
        self._back_off = 0.0
        self._threads = [
            threading.Thread(target=self._tend, name=f"pool-{number}", daemon=True)
            for number in range(THREADS if size else 0)
        ]
        for thread in self._threads:
            thread.start()

    def keep_ready(self, shape: Shape, count: int) -> None:
        """From now on *count* containers of this shape stand ready even when nobody asks."""
        with self._changed:
            self._demand.setdefault(shape, _Demand()).floor = count
            self._changed.notify_all()

    def take(self, shape: Shape) -> Container:
        """A container that is ready, for one use; the caller gives it to `discard` whatever happens.

        Raises `SandboxUnavailable` when none can be started.
        """
        with self._changed:
            self._demand.setdefault(shape, _Demand()).asked(time.monotonic())
            self._in_use += 1
            self._last_take = time.monotonic()
            self._changed.notify_all()
            idle = self._idle.get(shape, deque())
            while idle:
                container = idle.popleft()
                if container.is_silent():
                    return container
                self._used.append(container)  # it ended while it waited, perhaps with the engine
        try:
            return self._start(shape)
        except BaseException:
            with self._changed:
                self._in_use -= 1
            raise

    def discard(self, container: Container) -> None:
        """Has a used container killed and removed; at once when no thread is there to do it."""
        with self._changed:
            self._in_use -= 1
            if self._threads and not self._closed:
                self._used.append(container)
                self._changed.notify_all()
                return
        container.remove()

    def close(self) -> None:
        """Removes every container that stands ready, and returns when all are gone."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def ready(self) -> dict[Shape, int]:
        """How many containers of which shape stand ready."""
        with self._changed:
            return {shape: len(idle) for shape, idle in self._idle.items() if idle}

    def _tend(self) -> None:
        while (task := self._next_task()) is not None:
            task()

    def _next_task(self) -> Callable[[], None] | None:
        """Waits for something to do; None when the pool is closed and empty."""
        with self._changed:
            while True:
                self._drop_surplus(time.monotonic())
                shape = self._missing(time.monotonic())
                if self._may_wait(shape):
                    self._changed.wait(PATIENCE_SECONDS)
                    continue
                if self._used and (shape is None or len(self._used) > MAX_WAITING_REMOVALS):
                    container = self._used.popleft()
                    return lambda: self._remove(container)
                if shape is not None:
                    self._starting[shape] += 1
                    missing = shape
                    return lambda: self._refill(missing)
                if self._closed:
                    return None
                pause = self._not_before - time.monotonic()
                self._changed.wait(pause if pause > 0 else _TICK_SECONDS)

    def _may_wait(self, missing: Shape | None) -> bool:
        """Whether to leave the processors to a learner who is waiting: nobody would be short of a container."""
        if self._in_use != 1 or self._closed or time.monotonic() - self._last_take > PATIENCE_SECONDS:
            return False
        return missing is None or bool(self._idle.get(missing))

    def _targets(self, now: float) -> dict[Shape, int]:
        """How many of each shape should stand ready; what was asked for last comes first when there is no room."""
        targets: dict[Shape, int] = {}
        if self._closed:
            return targets
        room, memory = self.size, self._memory_bytes
        for shape, demand in sorted(self._demand.items(), key=lambda item: -item[1].last):
            targets[shape] = min(demand.wanted(now), room, memory // shape.memory_bytes)
            room -= targets[shape]
            memory -= targets[shape] * shape.memory_bytes
        return targets

    def _missing(self, now: float) -> Shape | None:
        if now < self._not_before:
            return None
        for shape, target in self._targets(now).items():
            if len(self._idle.get(shape, ())) + self._starting[shape] < target:
                return shape
        return None

    def _drop_surplus(self, now: float) -> None:
        targets = self._targets(now)
        for shape, idle in self._idle.items():
            while len(idle) > targets.get(shape, 0):
                self._used.append(idle.popleft())

    def _refill(self, shape: Shape) -> None:
        try:
            container = self._start(shape)
        except SandboxUnavailable as error:
            with self._changed:
                self._starting[shape] -= 1
                self._back_off = min(max(1.0, self._back_off * 2), _MAX_BACK_OFF_SECONDS)
                self._not_before = time.monotonic() + self._back_off
            log.warning("no container could be made ready", error=str(error))
            return
        with self._changed:
            self._starting[shape] -= 1
            self._back_off = 0.0
            self._idle.setdefault(shape, deque()).append(container)
            self._changed.notify_all()

    def _remove(self, container: Container) -> None:
        try:
            container.remove()
        except SandboxUnavailable as error:
            log.warning("a container could not be removed", error=str(error))
