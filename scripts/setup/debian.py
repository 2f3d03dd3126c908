"""Installs Debian packages, where that is possible: on Debian and its kin, as root."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.steps import run_or_tell

SYSTEMD = Path("/run/systemd/system")
"""Exists where systemd runs the machine's services."""
_POLICY = Path("/usr/sbin/policy-rc.d")


def can_install() -> bool:
    """Whether `install` has a chance."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str], log: Path) -> None:
    """Installs *packages*; raises `SetupError` when apt does."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with _no_daemon_starts():
        run_or_tell(["dpkg", "--configure", "-a"], log, environ=environ)  # after an apt-get that was interrupted
        run_or_tell(["apt-get", "update"], log, environ=environ)
        run_or_tell(["apt-get", "install", "-y", "--no-install-recommends", *packages], log, environ=environ)


@contextmanager
def _no_daemon_starts() -> Iterator[None]:
    """Where no service manager looks after daemons, set-up starts them itself, and ends them itself."""
    if SYSTEMD.is_dir() or _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink()
