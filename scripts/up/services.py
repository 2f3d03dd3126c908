"""Which processes make up the system, and what each of them is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from up.folder import DataFolder
from up.queue_server import QueueServer, queue_server
from up.supervisor import Service

BOOTCAMP = Path(sys.executable).with_name("bootcamp")

_OURS_ALONE = {"PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKE_TERMERR", "MAKE_TERMOUT"}
_FOR_GRADERS = {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "XDG_RUNTIME_DIR"}
_PREFIXES_FOR_GRADERS = ("DOCKER_", "BOOTCAMP_SANDBOX_", "BOOTCAMP_POOL_", "BOOTCAMP_MAX_")


@dataclass(frozen=True)
class Plan:
    """The processes in the order of their start, and the environment of web's commands."""

    queue: list[Service]
    workers: list[Service]
    web: list[Service]
    environ: Mapping[str, str]


def plan(data: DataFolder, port: int, workers: int) -> Plan:
    """The processes that serve *data* on *port*. Writes the queue server's configuration."""
    queue = _queue(data)
    environ = {name: value for name, value in os.environ.items() if name not in _OURS_ALONE} | {
        "BOOTCAMP_DATA_DIR": str(data.path),
        "BOOTCAMP_REDIS_URL": queue.web_url,
        "BOOTCAMP_SECRET_KEY": data.secret("sessions"),
    }
    return Plan(
        queue=[queue.service] if queue.service is not None else [],
        workers=[_worker(queue, number) for number in range(1, workers + 1)],
        web=[
            Service("recorder", [BOOTCAMP, "recorder"], environ, rank=1),
            Service("web", [BOOTCAMP, "web", "--port", str(port)], environ, rank=0),
        ],
        environ=environ,
    )


def _queue(data: DataFolder) -> QueueServer:
    """Our own server, unless `BOOTCAMP_REDIS_URL` names another."""
    url = os.environ.get("BOOTCAMP_REDIS_URL")
    if url is None:
        return queue_server(data)
    return QueueServer(web_url=url, grader_url=os.environ.get("BOOTCAMP_GRADER_REDIS_URL", url))


def _worker(queue: QueueServer, number: int) -> Service:
    """A worker is told how to reach the queue and the engine, and nothing that belongs to web."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if name in _FOR_GRADERS or name.startswith(_PREFIXES_FOR_GRADERS)
    }
    environ["BOOTCAMP_REDIS_URL"] = queue.grader_url
    return Service(f"worker-{number}", [BOOTCAMP, "worker"], environ, rank=0, stop_seconds=20)
