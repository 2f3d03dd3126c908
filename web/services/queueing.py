"""The way to the graders: bundles and jobs go into Redis from here, and nothing is ever taken out and run."""

from __future__ import annotations

from collections.abc import Sequence

import redis
from rq import Queue
from rq.serializers import JSONSerializer

from grader.jobs import (
    GRADE_FUNCTION,
    LEASE_KEY_PREFIX,
    REPORT_STREAM,
    WORKER_KEY_PREFIX,
    GradingJob,
    Lane,
    bundle_key,
    job_id,
)
from web.models import ExerciseVersion, Submission

_JOB_SECONDS = 600
"""RQ's own time limit of a job. The sandbox has ended it long before."""
_KEEP_FAILED_SECONDS = 3600


def lane_of(submission: Submission) -> Lane:
    """Where its job waits: what was started in one go lets learners, and an author's single trial, go first."""
    return Lane.REGRADE if submission.batch_id else Lane.INTERACTIVE


class GradingQueue:
    """Puts submissions into the queue. Functions are named, never imported: see `grader.jobs`."""

    def __init__(self, redis_url: str) -> None:
        self.connection = redis.Redis.from_url(redis_url, socket_timeout=10, socket_connect_timeout=3)

    def put(self, submission: Submission, version: ExerciseVersion, lane: Lane = Lane.INTERACTIVE) -> None:
        """Puts a job for the submission's present attempt and delivery into the queue. Raises `redis.RedisError`."""
        job = GradingJob(
            submission_id=submission.id,
            attempt=submission.attempt,
            delivery=submission.delivery,
            exercise=submission.exercise,
            digest=submission.digest,
            files=submission.contents(),
        )
        self.connection.set(bundle_key(version.digest), version.bundle)
        self._queue(lane).enqueue_call(
            GRADE_FUNCTION,
            args=(job.model_dump_json(by_alias=True),),
            job_id=job_id(job.submission_id, job.attempt, job.delivery),
            timeout=_JOB_SECONDS,
            result_ttl=0,
            failure_ttl=_KEEP_FAILED_SECONDS,
        )

    def withdraw(self, submission: Submission) -> bool:
        """Takes the submission's job out of the queue; False when none waits there. Raises `redis.RedisError`."""
        identifier = job_id(submission.id, submission.attempt, submission.delivery)
        for lane in Lane:
            queue = self._queue(lane)
            if queue.remove(identifier):
                self.connection.delete(queue.job_class.key_for(identifier))
                return True
        return False

    def in_hand(self, submissions: Sequence[Submission]) -> set[str]:
        """Ids of those whose job waits or is leased by a living worker. Raises `redis.RedisError`.

        A job that a worker has just taken is neither for a moment: look twice before it counts as lost.
        """
        if not submissions:
            return set()
        waiting = {identifier for lane in Lane for identifier in self._queue(lane).get_job_ids()}
        jobs = {one.id: job_id(one.id, one.attempt, one.delivery) for one in submissions}
        pipeline = self.connection.pipeline(transaction=False)
        for identifier in jobs.values():
            pipeline.exists(LEASE_KEY_PREFIX + identifier)
        leased = pipeline.execute()
        return {one for (one, job), lease in zip(jobs.items(), leased, strict=True) if lease or job in waiting}

    def is_leased(self, submission: Submission) -> bool:
        """Whether a worker grades it now; False also when the queue does not answer."""
        try:
            return bool(
                self.connection.exists(
                    LEASE_KEY_PREFIX + job_id(submission.id, submission.attempt, submission.delivery)
                )
            )
        except redis.RedisError:
            return False

    def workers(self) -> list[str]:
        """Names of the workers that take jobs. Raises `redis.RedisError`."""
        keys = self.connection.scan_iter(match=f"{WORKER_KEY_PREFIX}*", count=1000)
        return sorted(key.decode("utf-8", "replace").removeprefix(WORKER_KEY_PREFIX) for key in keys)

    def unread_reports(self) -> int:
        """How many reports wait for the recorder. Raises `redis.RedisError`."""
        return int(self.connection.xlen(REPORT_STREAM))

    def length(self) -> int:
        """How many jobs wait. Raises `redis.RedisError`."""
        return sum(self._queue(lane).count for lane in Lane)

    def _queue(self, lane: Lane) -> Queue:
        return Queue(lane, connection=self.connection, serializer=JSONSerializer)
