"""The recorder: reads reports off the stream, checks them, writes each once, and tells waiting pages.

A plain loop and no RQ worker: what a grader writes is data, and can name no function
(docs/adr/0001-reports-on-a-stream.md). An entry leaves the stream after its report is committed, so a
recorder that is killed loses nothing and records nothing twice.
"""

from __future__ import annotations

import threading
from typing import Any

import redis
import structlog
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from grader.jobs import REPORT_FIELD, REPORT_STREAM, ReportMessage
from grader.reports import MAX_REPORT_BYTES
from web.db import Database
from web.models import Submission
from web.services.queueing import GradingQueue
from web.services.recording import RECORDED_CHANNEL, Recorded, record
from web.services.turns import let_in

log = structlog.get_logger(__name__)

GROUP = "recorder"
_BLOCK_MS = 1000
_TAKE_OVER_MS = 30_000
"""An entry that another recorder read and did not record for so long is taken over."""
_AT_ONCE = 100
_PAUSE_SECONDS = 1.0


class Recorder:
    """Records reports until it is told to stop."""

    def __init__(self, database: Database, queue: GradingQueue, name: str) -> None:
        self._database = database
        self._queue = queue
        self._connection = queue.connection
        self._name = name

    def run(self, stopping: threading.Event) -> None:
        """Reads and records; while Redis or the database is away, tries again."""
        own: str | None = "0"  # first what an earlier process of this name had read and not recorded
        while not stopping.is_set():
            try:
                if own is None:
                    self.take_over()
                entries = self._read(own or ">")
                own = own if own and entries else None
                for entry_id, fields in entries:
                    self._handle(entry_id, fields)
                    own = own and entry_id.decode()
            except redis.ResponseError as error:
                if "NOGROUP" not in str(error):
                    raise
                self.make_group()
            except (redis.RedisError, SQLAlchemyError) as error:
                log.warning("nothing can be recorded now", error=str(error)[:300])
                own = "0"  # what was read meanwhile is read again
                stopping.wait(_PAUSE_SECONDS)

    def make_group(self) -> None:
        """Makes stream and group where they are not there. Raises `redis.RedisError`."""
        try:
            self._connection.xgroup_create(REPORT_STREAM, GROUP, id="0", mkstream=True)
        except redis.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    def take_over(self, idle_ms: int = _TAKE_OVER_MS) -> None:
        """Records what another recorder read and left lying for *idle_ms*."""
        claimed = self._connection.xautoclaim(REPORT_STREAM, GROUP, self._name, min_idle_time=idle_ms, count=_AT_ONCE)
        for entry_id, fields in claimed[1]:
            self._handle(entry_id, fields)

    def _read(self, start: str) -> list[tuple[bytes, dict[bytes, bytes]]]:
        answer: Any = self._connection.xreadgroup(
            GROUP, self._name, {REPORT_STREAM: start}, count=_AT_ONCE, block=_BLOCK_MS
        )
        if isinstance(answer, dict):  # RESP3
            return [entry for chunks in answer.values() for chunk in chunks for entry in chunk]
        return [entry for _, entries in answer or [] for entry in entries]

    def _handle(self, entry_id: bytes, untrusted_fields: dict[bytes, bytes]) -> None:
        """Records one entry, then takes it off the stream."""
        message = _checked(untrusted_fields)
        outcome = Recorded.REFUSED
        if message is not None:
            with self._database.session() as session:
                outcome = record(session, message)
        pipeline = self._connection.pipeline(transaction=False)
        pipeline.xack(REPORT_STREAM, GROUP, entry_id)
        pipeline.xdel(REPORT_STREAM, entry_id)
        if message is not None and outcome is Recorded.FINAL:
            pipeline.publish(RECORDED_CHANNEL, message.submission_id)
        pipeline.execute()
        if message is None or outcome is Recorded.REFUSED:
            log.warning("a report was refused", entry=entry_id.decode("ascii", "replace"))
        else:
            self._let_in(message.submission_id)
            log.info(
                "recorded",
                submission=message.submission_id,
                verdict=message.report.verdict.value,
                outcome=outcome.value,
            )

    def _let_in(self, submission_id: str) -> None:
        """Queues what its learner had to hold back for it, or this submission itself once more."""
        with self._database.session() as session:
            user_id = session.scalar(select(Submission.user_id).where(Submission.id == submission_id))
            if user_id is not None:
                let_in(session, self._queue, user_id)


def _checked(untrusted_fields: dict[bytes, bytes]) -> ReportMessage | None:
    untrusted_data = (untrusted_fields or {}).get(REPORT_FIELD.encode(), b"")
    if len(untrusted_data) > MAX_REPORT_BYTES:
        return None
    try:
        return ReportMessage.model_validate_json(untrusted_data)
    except ValidationError:
        return None
