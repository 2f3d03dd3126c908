"""Grading jobs: what the web side puts into the queue, and the names both sides use in Redis.

A job is an RQ job whose one argument is `GradingJob` as JSON text. The web side names the function
and never imports it; the worker runs `GRADE_FUNCTION` and nothing else, whatever a job says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from grader.reports import Outcome, Report

GRADE_FUNCTION = "grader.worker.grade"
REPORT_STREAM = "reports"
"""A Redis Stream. Graders may only append to it; the recorder alone reads it."""
REPORT_FIELD = "message"
"""The one field of a stream entry: a `ReportMessage` as JSON."""
PROGRESS_CHANNEL = "rq:pubsub:progress"
"""Pub/sub: a `ProgressMessage` when tests ended. For waiting pages only; nothing is recorded from it."""
WORKER_KEY_PREFIX = "rq:grader-host:"
"""`rq:grader-host:NAME` lives 15 s and is renewed while that worker can take jobs; `/readyz` looks for one."""
LEASE_KEY_PREFIX = "rq:lease:"
"""`rq:lease:JOB_ID` lives 10 s and is renewed while a worker grades that job; without it the job is lost."""
LEASE_SECONDS = 10

MAX_FILES = 50
MAX_FILE_BYTES = 256 * 1024
MAX_SUBMISSION_BYTES = 256 * 1024
"""All files of one submission together."""


class Lane(StrEnum):
    """The queues, in the order in which workers look at them."""

    INTERACTIVE = "grade"
    REGRADE = "regrade"


def bundle_key(digest: str) -> str:
    """The Redis key under which the bundle with this digest travels."""
    return f"bundle:{digest}"


def job_id(submission_id: str, attempt: int, delivery: int) -> str:
    """RQ's job id: a lost job is delivered again under a new id, so that the old one cannot shadow it."""
    return f"{submission_id}-{attempt}-{delivery}"


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class GradingJob(BaseModel):
    """One grading of one submission. `attempt` counts gradings, `delivery` counts tries to get one done."""

    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    submission_id: Identifier
    attempt: Annotated[int, Field(ge=1, le=1_000)] = 1
    delivery: Annotated[int, Field(ge=1, le=1_000)] = 1
    exercise: Annotated[str, StringConstraints(max_length=200)]
    digest: Digest
    files: Annotated[dict[str, bytes], Field(min_length=1, max_length=MAX_FILES)]
    """File name → its bytes, base64 in JSON; names were checked by `grader.submissions.checked_files`."""


class ReportMessage(BaseModel):
    """What a worker appends to `REPORT_STREAM`. The recorder treats it as untrusted until it validated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    submission_id: Identifier
    attempt: Annotated[int, Field(ge=1, le=1_000)]
    worker: Annotated[str, StringConstraints(max_length=200)]
    report: Report


class ProgressMessage(BaseModel):
    """Tests ended. Holds nothing that a learner may not see."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    submission_id: Identifier
    attempt: Annotated[int, Field(ge=1, le=1_000)]
    ended: Annotated[dict[Annotated[int, Field(ge=1, le=2_000)], Outcome], Field(max_length=2_000)]
    """By their number in the report, counted from 1."""
    of: Annotated[int, Field(ge=1, le=2_000)]
