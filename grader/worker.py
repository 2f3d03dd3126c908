"""The RQ edge: takes grading jobs from the queue, grades, and appends the report to a stream.

A worker knows Redis and Docker and nothing else. Whatever a job says in Redis, the one thing that it
can start is `GradingHost.grade` (docs/adr, and queue tests that try os.system and callbacks).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import redis
import structlog
from pydantic import ValidationError
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from grader.bundles import Bundle
from grader.errors import BundleMismatch, GraderError, SandboxUnavailable
from grader.grading import grade
from grader.heartbeat import Heartbeat
from grader.jobs import (
    GRADE_FUNCTION,
    PROGRESS_CHANNEL,
    REPORT_FIELD,
    REPORT_STREAM,
    GradingJob,
    Lane,
    ProgressMessage,
    ReportMessage,
    bundle_key,
    job_id,
)
from grader.reports import MAX_REPORT_BYTES, Outcome, Report
from grader.sandbox.service import Sandbox

log = structlog.get_logger(__name__)

_CACHED_BUNDLES = 64
_PATIENCE_SECONDS = 60.0
"""How long a worker tries again while Docker or Redis is away, before it lets go of the job. The web side's
reconciler then delivers it again."""


class GradingHost:
    """Grades jobs on this machine."""

    def __init__(
        self,
        connection: redis.Redis,
        sandbox: Sandbox,
        worker_name: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connection = connection
        self._sandbox = sandbox
        self._worker_name = worker_name
        self._sleep = sleep
        self._bundles: OrderedDict[str, Bundle] = OrderedDict()
        self.heartbeat = Heartbeat(connection, worker_name)

    def grade(self, untrusted_payload: object) -> None:
        """Grades one job and appends its report.

        Raises `GraderError` when nothing could be reported: the job then counts as lost and comes back.
        """
        try:
            job = GradingJob.model_validate_json(str(untrusted_payload))
        except ValidationError as error:
            raise GraderError("this job is none") from error
        with (
            structlog.contextvars.bound_contextvars(submission=job.submission_id, attempt=job.attempt),
            self.heartbeat.lease(job_id(job.submission_id, job.attempt, job.delivery)),
        ):
            bundle = self._bundle(job.digest)
            report = self._patiently(SandboxUnavailable, lambda: self._grade(job, bundle))
            self._patiently(redis.RedisError, lambda: self._append(job, report))
            log.info("graded", exercise=job.exercise, verdict=report.verdict.value, wall_ms=report.usage.wall_ms)

    def _bundle(self, digest: str) -> Bundle:
        if digest not in self._bundles:
            untrusted_data = self._patiently(redis.RedisError, lambda: self._connection.get(bundle_key(digest)))
            if not isinstance(untrusted_data, bytes):
                raise BundleMismatch(f"the exercise {digest} is not in Redis")
            self._bundles[digest] = Bundle.from_bytes(untrusted_data, digest)
            if len(self._bundles) > _CACHED_BUNDLES:
                self._bundles.popitem(last=False)
        self._bundles.move_to_end(digest)
        return self._bundles[digest]

    def _grade(self, job: GradingJob, bundle: Bundle) -> Report:
        def tell(ended: Mapping[int, Outcome], of: int) -> None:
            message = ProgressMessage(submission_id=job.submission_id, attempt=job.attempt, ended=dict(ended), of=of)
            try:
                self._connection.publish(PROGRESS_CHANNEL, message.model_dump_json())
            except redis.RedisError:
                log.warning("progress could not be told")  # nobody needs it; the report is what counts

        return grade(job.files, bundle, self._sandbox, on_tests=tell)

    def _append(self, job: GradingJob, report: Report) -> None:
        message = ReportMessage(
            submission_id=job.submission_id, attempt=job.attempt, worker=self._worker_name, report=report
        ).model_dump_json()
        if len(message.encode()) > MAX_REPORT_BYTES:
            raise GraderError("the report is too large")
        self._connection.xadd(REPORT_STREAM, {REPORT_FIELD: message})

    def _patiently(self, error_kind: type[Exception], attempt: Callable[[], Any]) -> Any:
        """The result of *attempt*, tried again while it raises *error_kind*, for a while."""
        pause, left = 0.5, _PATIENCE_SECONDS
        while True:
            try:
                return attempt()
            except error_kind as error:
                if left <= 0:
                    raise
                log.warning("will try again", error=str(error))
                self._sleep(pause)
                left -= pause
                pause = min(pause * 2, 8.0)


def one_function_job(run: Callable[[object], None]) -> type[Job]:
    """A class of RQ jobs that can call *run* and nothing else, whatever their hash in Redis says.

    RQ's JSON carries names of functions that a worker imports: the job's, its callbacks' and a webhook's
    address. This leans on private names of RQ 3.0.0, which is pinned, and tests try each of them.
    """

    class OneFunctionJob(Job):
        def restore(self, raw_data: dict[bytes, Any]) -> None:
            super().restore(raw_data)
            self._success_callback_name = None
            self._failure_callback_name = None
            self._stopped_callback_name = None
            self.webhooks = []

        @property
        def func(self) -> Callable[[object], None]:
            if self.func_name != GRADE_FUNCTION or self.instance is not None:
                raise PermissionError(f"refused the job function {self.func_name!r}")
            return run

    return OneFunctionJob


class GradeWorker(SimpleWorker):
    """An RQ worker without a fork for each job.

    No learner code runs in this process, so a fork would protect nothing and cost 10 ms (measured: 2.5 ms
    from queue to start against 12 to 18).
    """

    def __init__(self, host: GradingHost, connection: redis.Redis, name: str) -> None:
        job_class = one_function_job(host.grade)
        super().__init__(
            [Queue(lane, connection=connection, job_class=job_class, serializer=JSONSerializer) for lane in Lane],
            name=name,
            connection=connection,
            job_class=job_class,
            serializer=JSONSerializer,
            log_job_description=False,  # it would print the submission
        )
