"""Containers stand ready, are used once, and none is ever left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox.limits import MEGABYTE, Shape, shape_of
from grader.sandbox.pool import Pool
from tests.grader.sandbox.stand_in import ScriptedContainer

PLENTY = 1 << 40
SMALL = shape_of(Limits(memory_mb=100), "image")
LARGE = shape_of(Limits(memory_mb=400), "image")


class Engine:
    """Makes stand-ins and remembers them."""

    def __init__(self) -> None:
        self.made: list[ScriptedContainer] = []
        self.shapes: list[Shape] = []
        self.broken = False
        self._lock = threading.Lock()

    def start(self, shape: Shape) -> ScriptedContainer:
        if self.broken:
            raise SandboxUnavailable("the engine is away")
        with self._lock:
            self.made.append(ScriptedContainer())
            self.shapes.append(shape)
            return self.made[-1]

    def left(self) -> int:
        return sum(container.removed == 0 for container in self.made)


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def pools(engine: Engine) -> Iterator[Callable[..., Pool]]:
    made: list[Pool] = []

    def make(size: int, memory_bytes: int = PLENTY) -> Pool:
        made.append(Pool(engine.start, size=size, memory_bytes=memory_bytes))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def eventually(holds: Callable[[], bool]) -> bool:
    """Waits for the pool's threads; ten seconds are for a machine that does much else."""
    deadline = time.monotonic() + 10
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def test_containers_stand_ready_before_anybody_asks(pools: Callable[..., Pool]) -> None:
    pool = pools(3)
    pool.keep_ready(SMALL, 2)
    assert eventually(lambda: pool.ready() == {SMALL: 2})


def test_a_ready_container_is_taken_and_replaced(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(3)
    pool.keep_ready(SMALL, 1)
    assert eventually(lambda: pool.ready() == {SMALL: 1})
    assert pool.take(SMALL) is engine.made[0]
    assert eventually(lambda: pool.ready() == {SMALL: 1})
    assert len(engine.made) == 2


def test_no_container_is_given_out_twice(pools: Callable[..., Pool]) -> None:
    pool = pools(4)
    taken = []
    for _ in range(20):
        taken.append(pool.take(SMALL))
        pool.discard(taken[-1])
    assert len({id(container) for container in taken}) == 20


def test_a_used_container_is_removed_in_the_background(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(1)
    container = pool.take(SMALL)
    pool.discard(container)
    assert eventually(lambda: engine.made[0].removed == 1)


def test_without_a_pool_a_container_is_made_when_asked_for_and_removed_at_once(
    pools: Callable[..., Pool], engine: Engine
) -> None:
    pool = pools(0)
    container = pool.take(SMALL)
    assert len(engine.made) == 1
    pool.discard(container)
    assert engine.made[0].removed == 1


def test_a_container_that_ended_while_it_waited_is_not_given_out(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(1)
    pool.keep_ready(SMALL, 1)
    assert eventually(lambda: pool.ready() == {SMALL: 1})
    engine.made[0].silent = False
    assert pool.take(SMALL) is not engine.made[0]
    assert eventually(lambda: engine.made[0].removed == 1)


def test_a_burst_makes_more_stand_ready_but_never_more_than_the_bound(
    pools: Callable[..., Pool], engine: Engine
) -> None:
    pool = pools(4)
    for _ in range(30):
        pool.discard(pool.take(SMALL))
    assert eventually(lambda: pool.ready() == {SMALL: 4})
    assert eventually(lambda: engine.left() == 4)


def test_memory_bounds_the_pool_too(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(10, memory_bytes=250 * MEGABYTE)
    for _ in range(10):
        pool.discard(pool.take(SMALL))
    assert eventually(lambda: pool.ready() == {SMALL: 2})
    pool.discard(pool.take(LARGE))
    assert eventually(lambda: engine.left() == 2)
    assert LARGE not in pool.ready()


def test_what_was_asked_for_last_takes_the_place_of_what_was_not(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(1)
    pool.discard(pool.take(SMALL))
    assert eventually(lambda: pool.ready() == {SMALL: 1})
    pool.discard(pool.take(LARGE))
    assert eventually(lambda: pool.ready() == {LARGE: 1})
    assert eventually(lambda: engine.left() == 1)


def test_an_engine_that_fails_is_told_to_the_one_who_asks_and_does_not_end_the_pool(
    pools: Callable[..., Pool], engine: Engine
) -> None:
    pool = pools(1)
    engine.broken = True
    with pytest.raises(SandboxUnavailable):
        pool.take(SMALL)
    engine.broken = False
    pool.discard(pool.take(SMALL))
    assert eventually(lambda: pool.ready() == {SMALL: 1})


def test_closing_removes_every_container_that_is_not_in_use(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(4)
    pool.keep_ready(SMALL, 3)
    in_use = pool.take(SMALL)
    assert eventually(lambda: sum(pool.ready().values()) >= 3)
    pool.close()
    assert engine.left() == 1
    pool.discard(in_use)
    assert engine.left() == 0


def test_the_next_container_is_not_made_while_one_learner_waits(pools: Callable[..., Pool], engine: Engine) -> None:
    pool = pools(2)
    pool.keep_ready(SMALL, 2)
    assert eventually(lambda: pool.ready() == {SMALL: 2})
    container = pool.take(SMALL)
    before = len(engine.made)
    pool.discard(container)
    assert before == 2
    assert eventually(lambda: pool.ready() == {SMALL: 2})


def test_a_long_run_does_not_keep_the_pool_empty(pools: Callable[..., Pool]) -> None:
    pool = pools(2)
    pool.keep_ready(SMALL, 2)
    assert eventually(lambda: pool.ready() == {SMALL: 2})
    pool.take(SMALL)  # and never given back
    assert eventually(lambda: pool.ready() == {SMALL: 2})


def test_where_several_run_at_once_nothing_waits(pools: Callable[..., Pool]) -> None:
    pool = pools(3)
    pool.keep_ready(SMALL, 3)
    assert eventually(lambda: pool.ready() == {SMALL: 3})
    pool.take(SMALL)
    pool.take(SMALL)
    assert eventually(lambda: pool.ready() == {SMALL: 3})
