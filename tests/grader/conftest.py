"""A queue with the web side's rights, an exercise in it, and a worker with a grader's rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from grader.bundles import digest_of
from grader.jobs import GRADE_FUNCTION, REPORT_FIELD, REPORT_STREAM, GradingJob, Lane, ReportMessage, bundle_key
from grader.packs.reader import read_pack
from grader.sandbox.service import DockerSandbox
from grader.worker import GradeWorker, GradingHost
from tests.conftest import QueueServer

TINY = Path(__file__).parents[1] / "data" / "packs" / "tiny"
GOOD = {"sums.py": b"def add(a, b):\n    return a + b\n"}


@dataclass(frozen=True)
class Lab:
    """Both ends of the queue."""

    web: redis.Redis
    admin: redis.Redis
    digest: str

    @property
    def queue(self) -> Queue:
        """The interactive lane, as the web side sees it."""
        return Queue(Lane.INTERACTIVE, connection=self.web, serializer=JSONSerializer)

    def payload(self, submission: str = "one", files: dict[str, bytes] | None = None, digest: str = "") -> str:
        """A grading job for `tiny/add` as JSON."""
        job = GradingJob(
            submission_id=submission, exercise="tiny/add", digest=digest or self.digest, files=files or GOOD
        )
        return job.model_dump_json(by_alias=True)

    def enqueue(self, submission: str = "one", files: dict[str, bytes] | None = None, digest: str = "") -> Job:
        """As the web side does it."""
        return self.queue.enqueue_call(GRADE_FUNCTION, args=(self.payload(submission, files, digest),))

    def reports(self) -> list[ReportMessage]:
        """What stands on the stream, checked."""
        entries: Any = self.admin.xrange(REPORT_STREAM)
        return [ReportMessage.model_validate_json(fields[REPORT_FIELD.encode()]) for _, fields in entries]


@pytest.fixture
def lab(valkey: QueueServer) -> Lab:
    web = redis.Redis.from_url(valkey.web_url)
    data = read_pack(TINY).exercises["add"].bundle().to_bytes()
    web.set(bundle_key(digest_of(data)), data)
    return Lab(web, valkey.admin(), digest_of(data))


@pytest.fixture
def work(valkey: QueueServer, sandbox: DockerSandbox) -> Callable[[], None]:
    """Grades everything that waits, with a grader's rights."""
    connection = redis.Redis.from_url(valkey.grader_url)

    def work() -> None:
        host = GradingHost(connection, sandbox, "tests", sleep=lambda _: None)
        GradeWorker(host, connection, "tests").work(burst=True, logging_level="CRITICAL")

    return work
