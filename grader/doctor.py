"""`bootcamp doctor`: what this machine lacks, one line a check, each with its mend."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points

import click
import redis

from grader.config import GraderConfig
from grader.errors import SandboxUnavailable
from grader.probing import Proof, prove_honesty, prove_isolation, prove_limits
from grader.sandbox.service import DockerSandbox

ENTRY_POINTS = "bootcamp.checks"
"""Other packages add checks: functions without arguments that give `(name, holds, says, mend)` each."""
_MEND_SANDBOX = (
    "look for an engine that ignores limits (rootless without cgroup delegation, another runtime) or update it"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; the mend is shown when it does not hold."""

    name: str
    holds: bool
    says: str
    mend: str = ""


@click.command("doctor")
@click.pass_context
def doctor_command(context: click.Context) -> None:
    """Checks engine, images, limits that really act, queue and database. Exit status 1 when something is wrong."""
    sound = True
    for finding in findings(GraderConfig.from_environ()):
        sound &= finding.holds
        click.echo(f"{'ok   ' if finding.holds else 'WRONG'} {finding.name}: {finding.says}")
        if not finding.holds:
            click.echo(f"      {finding.mend}")
    context.exit(0 if sound else 1)


def findings(config: GraderConfig) -> Iterator[Finding]:
    """Every check, in the order in which they depend on each other."""
    yield from _sandbox_findings(config)
    yield _queue_finding(config)
    for point in entry_points(group=ENTRY_POINTS):
        yield from (Finding(*check) for check in point.load()())


def _sandbox_findings(config: GraderConfig) -> Iterator[Finding]:
    mend = "start Docker, or let this user use it (group docker)"
    try:
        with DockerSandbox(runtime=config.sandbox_runtime, ceilings=config.ceilings) as sandbox:
            yield Finding("engine", True, f"Docker {sandbox.engine.version()}")  # noqa: FBT003 - holds
            mend = "python scripts/build_images.py"
            yield Finding("image", True, sandbox.image("python"))  # noqa: FBT003 - holds
            mend = "see the message; `docker ps --all` and the engine's log tell more"
            for proof in [*prove_isolation(sandbox), prove_honesty(sandbox)]:
                yield _finding(proof)
            yield from map(_finding, prove_limits(sandbox))
    except SandboxUnavailable as error:
        yield Finding("sandbox", False, str(error), mend)  # noqa: FBT003 - does not hold


def _finding(proof: Proof) -> Finding:
    return Finding(proof.name, proof.holds, proof.promise if proof.holds else proof.seen, _MEND_SANDBOX)


def _queue_finding(config: GraderConfig) -> Finding:
    if "BOOTCAMP_REDIS_URL" not in os.environ:
        return Finding("queue", True, "not set: `make up` starts its own")  # noqa: FBT003 - holds
    try:
        with redis.Redis.from_url(config.redis_url, socket_timeout=3, socket_connect_timeout=3) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        return Finding("queue", False, str(error), "start Redis, or mend BOOTCAMP_REDIS_URL")  # noqa: FBT003
    return Finding("queue", True, "answers")  # noqa: FBT003 - holds
