"""The grader's settings, read once at start.

There is no field for a database or a web secret: a grader host that is taken over must have nothing to tell.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.errors import GraderError
from grader.model import Limits

CEILINGS = Limits(
    wall_seconds=60,
    test_seconds=30,
    memory_mb=512,
    processes=128,
    cpus=2,
    disk_mb=128,
    file_mb=64,
    output_kb=200,
)
"""What no exercise may exceed unless the operator says otherwise."""


class BadSetting(GraderError):  # noqa: N818 - says what it is
    """A setting cannot be used; the message names it."""


@dataclass(frozen=True)
class GraderConfig:
    """Every setting of a grader host."""

    redis_url: str = "redis://127.0.0.1:6379/0"
    worker_name: str = field(default_factory=lambda: f"{socket.gethostname()}-{os.getpid()}")
    sandbox_runtime: str | None = None
    """A runtime that the Docker engine knows, such as `runsc`; None: the engine's own default."""
    pool_size: int = 4
    pool_memory_mb: int = 2048
    ceilings: Limits = CEILINGS
    image_overrides: Mapping[str, str] = field(default_factory=dict)
    """Image of a language → a reference to use instead of the one that belongs to this checkout."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> GraderConfig:
        """Reads `BOOTCAMP_…`; docs/settings.md describes each. Raises `BadSetting`."""
        environ = os.environ if environ is None else environ
        prefix = "BOOTCAMP_SANDBOX_IMAGE_"
        return cls(
            redis_url=environ.get("BOOTCAMP_REDIS_URL") or cls.redis_url,
            worker_name=environ.get("BOOTCAMP_WORKER_NAME") or f"{socket.gethostname()}-{os.getpid()}",
            sandbox_runtime=environ.get("BOOTCAMP_SANDBOX_RUNTIME") or None,
            pool_size=_number(environ, "BOOTCAMP_POOL_SIZE", cls.pool_size),
            pool_memory_mb=_number(environ, "BOOTCAMP_POOL_MEMORY_MB", cls.pool_memory_mb),
            ceilings=CEILINGS.model_copy(
                update={
                    "wall_seconds": float(_number(environ, "BOOTCAMP_MAX_WALL_SECONDS", int(CEILINGS.wall_seconds))),
                    "memory_mb": _number(environ, "BOOTCAMP_MAX_MEMORY_MB", CEILINGS.memory_mb),
                }
            ),
            image_overrides={
                name.removeprefix(prefix).lower(): value
                for name, value in environ.items()
                if name.startswith(prefix) and value
            },
        )


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit():
        raise BadSetting(f"{name} must be a whole number, not {text!r}")
    return int(text)
