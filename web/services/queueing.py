"""The way to the graders: bundles and jobs go into Redis from here, and nothing is ever taken out and run."""

from __future__ import annotations

import redis
import structlog
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from grader.jobs import GRADE_FUNCTION, LEASE_KEY_PREFIX, GradingJob, Lane, bundle_key, job_id
from web.db import now
from web.models import ExerciseVersion, Submission

log = structlog.get_logger(__name__)

_JOB_SECONDS = 600
"""RQ's own time limit of a job. The sandbox has ended it long before."""
_KEEP_FAILED_SECONDS = 3600


class GradingQueue:
    """Puts submissions into the queue. Functions are named, never imported: see `grader.jobs`."""

    def __init__(self, redis_url: str) -> None:
        self.connection = redis.Redis.from_url(redis_url, socket_timeout=10, socket_connect_timeout=3)

    def put(self, submission: Submission, version: ExerciseVersion, lane: Lane = Lane.INTERACTIVE) -> None:
        """Delivers the submission once more. Raises `redis.RedisError`; the caller commits what changed in it."""
        job = GradingJob(
            submission_id=submission.id,
            attempt=submission.attempt,
            delivery=submission.delivery + 1,
            exercise=submission.exercise,
            digest=submission.digest,
            files=submission.files,  # type: ignore[arg-type] # base64 text, as the model reads it
        )
        self.connection.set(bundle_key(version.digest), version.bundle)
        Queue(lane, connection=self.connection, serializer=JSONSerializer).enqueue_call(
            GRADE_FUNCTION,
            args=(job.model_dump_json(by_alias=True),),
            job_id=job_id(job.submission_id, job.attempt, job.delivery),
            timeout=_JOB_SECONDS,
            result_ttl=0,
            failure_ttl=_KEEP_FAILED_SECONDS,
        )
        submission.delivery += 1
        submission.delivered_at = now()

    def in_hand(self, submission: Submission) -> bool:
        """Whether the submission's job still waits, or a living worker grades it. Raises `redis.RedisError`."""
        identifier = job_id(submission.id, submission.attempt, submission.delivery)
        try:
            job = Job.fetch(identifier, connection=self.connection, serializer=JSONSerializer)
        except NoSuchJobError:
            return False
        status = job.get_status(refresh=False)
        if status in {JobStatus.QUEUED, JobStatus.DEFERRED, JobStatus.SCHEDULED}:
            return identifier.encode() in self.connection.lrange(job.origin_key, 0, -1) if False else True  # noqa: SIM210,SIM222
        return status == JobStatus.STARTED and bool(self.connection.exists(LEASE_KEY_PREFIX + identifier))

    def length(self) -> int:
        """How many jobs wait. Raises `redis.RedisError`."""
        return sum(Queue(lane, connection=self.connection).count for lane in Lane)
