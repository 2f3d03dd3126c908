"""Signs of life in Redis: that this worker takes jobs, and that the job it took is being graded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import redis
import structlog

from grader.jobs import LEASE_KEY_PREFIX, LEASE_SECONDS, WORKER_KEY_PREFIX

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 3.0
_PRESENCE_SECONDS = 15


class Heartbeat:
    """Renews keys in a thread of its own, so that a long grading never looks like a dead worker."""

    def __init__(self, connection: redis.Redis, worker_name: str) -> None:
        self._connection = connection
        self._keys: dict[str, int] = {WORKER_KEY_PREFIX + worker_name: _PRESENCE_SECONDS}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begins to show this worker as one that takes jobs."""
        self._beat()
        self._thread.start()

    def stop(self) -> None:
        """Takes all signs of life away, at once."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        with self._lock, _forgiving("remove signs of life"):
            self._connection.delete(*self._keys)

    @contextmanager
    def lease(self, job_id: str) -> Iterator[None]:
        """While the block runs, the job is known to be in hand."""
        key = LEASE_KEY_PREFIX + job_id
        with self._lock:
            self._keys[key] = LEASE_SECONDS
        with _forgiving("take a lease"):
            self._connection.set(key, "1", ex=LEASE_SECONDS)
        try:
            yield
        finally:
            with self._lock:
                del self._keys[key]
            with _forgiving("give a lease back"):
                self._connection.delete(key)

    def _run(self) -> None:
        while not self._stopping.wait(_EVERY_SECONDS):
            self._beat()

    def _beat(self) -> None:
        with self._lock, _forgiving("renew signs of life"):
            pipeline = self._connection.pipeline(transaction=False)
            for key, seconds in self._keys.items():
                pipeline.set(key, "1", ex=seconds)
            pipeline.execute()


@contextmanager
def _forgiving(what: str) -> Iterator[None]:
    """Redis may be away for a while: the keys run out, and the reconciler does what it is there for."""
    try:
        yield
    except redis.RedisError as error:
        log.warning("could not reach Redis", what=what, error=str(error))
