"""`bootcamp worker`: proves the sandbox, then grades until it is told to stop."""

from __future__ import annotations

import sys

import click
import redis
import structlog

from grader.config import BadSetting, GraderConfig
from grader.errors import SandboxUnavailable
from grader.sandbox.service import DockerSandbox
from grader.selftest import prove_sandbox
from grader.worker import GradeWorker, GradingHost

log = structlog.get_logger(__name__)

EXIT_NO_SANDBOX = 3


@click.command("worker")
def worker_command() -> None:
    """Take grading jobs from the queue and grade them in the sandbox.

    The worker first tries a few attacks on its own sandbox, and takes no job if one of them gets through.
    """
    try:
        config = GraderConfig.from_environ()
    except BadSetting as error:
        raise click.UsageError(str(error)) from error
    try:
        with DockerSandbox(
            runtime=config.sandbox_runtime,
            ceilings=config.ceilings,
            pool_size=config.pool_size,
            pool_memory_mb=config.pool_memory_mb,
            worker=config.worker_name,
            image_overrides=config.image_overrides,
        ) as sandbox:
            failures = prove_sandbox(sandbox)
            for failure in failures:
                log.error("the sandbox does not hold; this worker takes no jobs", failure=failure)
            if failures:
                sys.exit(EXIT_NO_SANDBOX)
            serve(config, sandbox)
    except SandboxUnavailable as error:
        log.error("nothing can be graded on this machine", reason=str(error))  # noqa: TRY400 - no fault of the code
        sys.exit(EXIT_NO_SANDBOX)


def serve(config: GraderConfig, sandbox: DockerSandbox) -> None:
    """Grades jobs until SIGTERM; the job in hand is finished first."""
    connection = redis.Redis.from_url(config.redis_url, socket_keepalive=True, health_check_interval=30)
    host = GradingHost(connection, sandbox, config.worker_name)
    sandbox.keep_ready(max(1, config.pool_size // 2))
    host.heartbeat.start()
    try:
        GradeWorker(host, connection, config.worker_name).work(logging_level="WARNING")
    finally:
        host.heartbeat.stop()
