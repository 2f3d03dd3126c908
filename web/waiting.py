"""Tells waiting requests of this process what happens to their submission, the moment it happens.

One thread listens to Redis for all of them. While Redis is away nothing is told: whoever waits looks into
the database from time to time as well.
"""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import redis
import structlog
from pydantic import ValidationError

from grader.jobs import PROGRESS_CHANNEL, ProgressMessage
from web.services.recording import RECORDED_CHANNEL

log = structlog.get_logger(__name__)

_LISTEN_SECONDS = 0.25
_PAUSE_SECONDS = 1.0
_MAX_KEPT = 5_000


@dataclass(frozen=True)
class Recorded:
    """The verdict of this submission is in the database."""

    submission_id: str


Event = ProgressMessage | Recorded


class Inbox:
    """What happens to one submission, in order."""

    def __init__(self) -> None:
        self._events: queue.Queue[Event] = queue.Queue(_MAX_KEPT)

    def next(self, timeout_seconds: float) -> Event | None:
        """The next event; None when nothing happened for so long."""
        try:
            return self._events.get(timeout=timeout_seconds)
        except queue.Empty:
            return None

    def put(self, event: Event) -> None:
        """Adds an event; a full inbox, which nobody empties, loses it."""
        try:
            self._events.put_nowait(event)
        except queue.Full:
            log.warning("an inbox is full")


class Hub:
    """Brings events to the inboxes that wait for them."""

    def __init__(self, connection: redis.Redis) -> None:
        self._connection = connection
        self._inboxes: defaultdict[str, set[Inbox]] = defaultdict(set)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hub", daemon=True)

    def start(self) -> None:
        """Begins to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def wait_until_listening(self, timeout_seconds: float) -> bool:
        """Whether Redis confirmed the subscription in time."""
        return self._listening.wait(timeout_seconds)

    @contextmanager
    def subscribe(self, submission_id: str) -> Iterator[Inbox]:
        """An inbox for one submission. Subscribe first and look into the database second, or an event is missed."""
        inbox = Inbox()
        with self._lock:
            self._inboxes[submission_id].add(inbox)
        try:
            yield inbox
        finally:
            with self._lock:
                self._inboxes[submission_id].discard(inbox)
                if not self._inboxes[submission_id]:
                    del self._inboxes[submission_id]

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except (redis.RedisError, OSError) as error:
                self._listening.clear()
                log.warning("cannot listen for verdicts now", error=str(error))
                self._stopping.wait(_PAUSE_SECONDS)

    def _listen(self) -> None:
        with self._connection.pubsub() as channel:  # type: ignore[no-untyped-call]
            channel.subscribe(PROGRESS_CHANNEL, RECORDED_CHANNEL)
            while not self._stopping.is_set():
                message = channel.get_message(timeout=_LISTEN_SECONDS)
                if message is None:
                    continue
                if message["type"] == "subscribe":
                    self._listening.set()
                elif (event := _event(message["channel"], message["data"])) is not None:
                    self._tell(event)

    def _tell(self, event: Event) -> None:
        with self._lock:
            for inbox in self._inboxes.get(event.submission_id, ()):
                inbox.put(event)


def _event(channel: bytes, untrusted_data: bytes) -> Event | None:
    """Graders may write to the channel of progress: what does not fit is nothing."""
    if channel == RECORDED_CHANNEL.encode():
        return Recorded(untrusted_data.decode("ascii", "replace"))
    try:
        return ProgressMessage.model_validate_json(untrusted_data)
    except ValidationError:
        return None
