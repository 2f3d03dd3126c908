"""From the stream into the database: once, whatever is on the stream and whoever dies."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis
from sqlalchemy.orm import Session

from grader.jobs import REPORT_FIELD, REPORT_STREAM, ReportMessage
from grader.reports import Verdict
from tests.conftest import QueueServer
from tests.web.conftest import Submit, report_on
from web.db import Database
from web.models import State, Submission
from web.recorder import GROUP, Recorder
from web.services.queueing import GradingQueue
from web.services.recording import RECORDED_CHANNEL


@contextmanager
def _running(database: Database, queue: GradingQueue, name: str = "recorder-1") -> Iterator[None]:
    stopping = threading.Event()
    thread = threading.Thread(target=Recorder(database, queue, name).run, args=(stopping,))
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def wait_for(condition: Callable[[], object]) -> None:
    """Waits until *condition* holds; fails after 15 s."""
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, "it did not happen within 15 s"
        time.sleep(0.02)


def _append(valkey: QueueServer, message: ReportMessage) -> None:
    """As a grader does it, with a grader's rights."""
    redis.Redis.from_url(valkey.grader_url).xadd(REPORT_STREAM, {REPORT_FIELD: message.model_dump_json()})


def _state(database: Database, submission: Submission) -> State:
    with database.session() as session:
        return session.get_one(Submission, submission.id).state


def test_a_report_is_recorded_told_and_taken_off_the_stream(
    submit: Submit, database: Database, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    submission = submit()
    channel = valkey.admin().pubsub()
    channel.subscribe(RECORDED_CHANNEL)
    with _running(database, grading_queue):
        _append(valkey, report_on(submission))
        wait_for(lambda: _state(database, submission) == State.GRADED)
        wait_for(lambda: grading_queue.unread_reports() == 0)
    told = [message["data"] for _ in range(3) if (message := channel.get_message(timeout=1))]
    assert submission.id.encode() in told


@pytest.mark.parametrize(
    "fields",
    [
        {"message": b"not json"},
        {"message": b"\xff\xfe"},
        {"message": b"{}"},
        {"message": b'{"submission_id": "x", "attempt": 1, "worker": "w", "report": null}'},
        {"message": b"[" * 100_000},
        {"message": b"x" * (2 << 20)},
        {"other": b"field"},
    ],
)
def test_what_is_no_report_is_thrown_away_and_the_next_one_recorded(
    submit: Submit, database: Database, grading_queue: GradingQueue, valkey: QueueServer, fields: dict[str, bytes]
) -> None:
    submission = submit()
    redis.Redis.from_url(valkey.grader_url).xadd(REPORT_STREAM, fields)  # type: ignore[arg-type]
    _append(valkey, report_on(submission))
    with _running(database, grading_queue):
        wait_for(lambda: _state(database, submission) == State.GRADED)
        wait_for(lambda: grading_queue.unread_reports() == 0)


def test_a_forged_report_records_nothing(
    submit: Submit, database: Database, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    submission = submit()
    forged = report_on(submission)
    _append(valkey, forged.model_copy(update={"submission_id": "somebody-elses"}))
    _append(valkey, forged.model_copy(update={"attempt": 7}))
    with _running(database, grading_queue):
        wait_for(lambda: grading_queue.unread_reports() == 0)
    assert _state(database, submission) == State.QUEUED


def test_a_report_that_came_twice_is_recorded_once(
    submit: Submit, session: Session, database: Database, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    submission = submit()
    _append(valkey, report_on(submission, Verdict.FAILED, 0.5))
    _append(valkey, report_on(submission))
    with _running(database, grading_queue):
        wait_for(lambda: grading_queue.unread_reports() == 0)
    session.expire_all()
    (stored,) = session.get_one(Submission, submission.id).reports
    assert stored.verdict == Verdict.FAILED


@pytest.mark.parametrize("same_name", [True, False])
def test_what_a_recorder_read_before_it_was_killed_is_recorded(
    submit: Submit, database: Database, grading_queue: GradingQueue, valkey: QueueServer, same_name: bool
) -> None:
    submission = submit()
    _append(valkey, report_on(submission))
    dead = Recorder(database, grading_queue, "recorder-1")
    dead.make_group()
    grading_queue.connection.xreadgroup(GROUP, "recorder-1", {REPORT_STREAM: ">"})
    if same_name:
        with _running(database, grading_queue):
            wait_for(lambda: _state(database, submission) == State.GRADED)
    else:
        Recorder(database, grading_queue, "recorder-2").take_over(idle_ms=0)
        assert _state(database, submission) == State.GRADED
    assert grading_queue.unread_reports() == 0


def test_it_goes_on_after_redis_lost_everything(
    submit: Submit, database: Database, grading_queue: GradingQueue, valkey: QueueServer
) -> None:
    first, second = submit(), submit()
    with _running(database, grading_queue):
        _append(valkey, report_on(first))
        wait_for(lambda: _state(database, first) == State.GRADED)
        valkey.admin().flushall()
        _append(valkey, report_on(second))
        wait_for(lambda: _state(database, second) == State.GRADED)
