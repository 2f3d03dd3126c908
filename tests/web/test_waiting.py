"""Waiting requests are told at once, each of its own submission only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import redis

from grader.jobs import PROGRESS_CHANNEL, ProgressMessage
from grader.reports import Outcome
from tests.conftest import QueueServer
from web.services.recording import RECORDED_CHANNEL
from web.waiting import Hub, Recorded

PROGRESS = ProgressMessage(submission_id="one", attempt=1, ended={2: Outcome.FAILED}, of=5)


@pytest.fixture
def hub(valkey: QueueServer) -> Iterator[Hub]:
    hub = Hub(redis.Redis.from_url(valkey.web_url))
    hub.start()
    assert hub.wait_until_listening(10)
    yield hub
    hub.stop()


def test_progress_and_verdict_arrive_in_order(hub: Hub, valkey: QueueServer) -> None:
    with hub.subscribe("one") as inbox:
        redis.Redis.from_url(valkey.grader_url).publish(PROGRESS_CHANNEL, PROGRESS.model_dump_json())
        redis.Redis.from_url(valkey.web_url).publish(RECORDED_CHANNEL, "one")
        assert inbox.next(10) == PROGRESS
        assert inbox.next(10) == Recorded("one")


def test_nothing_of_another_submission_arrives(hub: Hub, valkey: QueueServer) -> None:
    with hub.subscribe("one") as one, hub.subscribe("other") as other:
        valkey.admin().publish(RECORDED_CHANNEL, "one")
        assert one.next(10) == Recorded("one")
        assert other.next(0.1) is None


def test_every_window_of_a_submission_is_told(hub: Hub, valkey: QueueServer) -> None:
    with hub.subscribe("one") as first, hub.subscribe("one") as second:
        valkey.admin().publish(RECORDED_CHANNEL, "one")
        assert first.next(10) == second.next(10) == Recorded("one")


@pytest.mark.parametrize("data", [b"", b"\xff", b"null", b'{"submission_id": "one"}', b"[" * 10_000])
def test_nonsense_on_the_channel_is_nothing(hub: Hub, valkey: QueueServer, data: bytes) -> None:
    with hub.subscribe("one") as inbox:
        valkey.admin().publish(PROGRESS_CHANNEL, data)
        valkey.admin().publish(RECORDED_CHANNEL, "one")
        assert inbox.next(10) == Recorded("one")


def test_it_listens_again_after_its_connection_broke(hub: Hub, valkey: QueueServer) -> None:
    with hub.subscribe("one") as inbox:
        valkey.admin().client_kill_filter(_type="pubsub")
        told = None
        for _ in range(50):
            valkey.admin().publish(RECORDED_CHANNEL, "one")
            if (told := inbox.next(0.2)) is not None:
                break
        assert told == Recorded("one")
