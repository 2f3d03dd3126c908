"""The Docker engine: one that runs is used; else, on Debian as root, one is installed and started.

An engine that set-up started lives as long as anybody uses it: each user holds a shared lock, and the
keeper (`setup.keeper`) stops the engine when no lock is left, however its users ended.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from setup import debian
from setup.faults import MISSING_ENGINE, SetupError
from setup.keeper import take
from setup.steps import STATE, announced, end_of, run_or_tell

_START_SECONDS = 60


class Engine:
    """An engine that can be started by hand; *folder* holds its locks and its log."""

    def __init__(self, folder: Path = Path("/run/bootcamp-engine"), options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._options = tuple(options)
        self.log = folder / "dockerd.log"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within the block an engine answers. Raises `SetupError` when none can be had."""
        if not self._may_be_ours():
            with announced("Docker engine") as line:
                line.note = _running_or_tell()
            yield
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "users.lock").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping its engine
            with announced("Docker engine") as line:
                keeper, line.note = self._started()
            try:
                yield
            finally:
                self._leave(users, keeper)

    def _may_be_ours(self) -> bool:
        """Only root starts engines; `DOCKER_HOST` names one that is somebody else's."""
        return os.geteuid() == 0 and "DOCKER_HOST" not in os.environ and not debian.SYSTEMD.is_dir()

    def _started(self) -> tuple[subprocess.Popen[bytes] | None, str]:
        with (self._folder / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            version, _ = server_version(self._options)
            if version:
                return None, f"running ({version})"
            if shutil.which("dockerd") is None:
                _install()
            started = time.monotonic()
            keeper = self._start_keeper()
            version = self._wait_until_it_answers(keeper)
            return keeper, f"started ({version}), {time.monotonic() - started:.1f} s"

    def _start_keeper(self) -> subprocess.Popen[bytes]:
        environ = os.environ | {
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
            "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin",  # iptables, runc
        }
        self.log.write_bytes(b"")
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "setup.keeper", str(self._folder), *self._options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environ,
                start_new_session=True,
            )

    def _wait_until_it_answers(self, keeper: subprocess.Popen[bytes]) -> str:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and keeper.poll() is None:
            version, _ = server_version(self._options)
            if version:
                return version
            time.sleep(0.1)
        keeper.terminate()
        keeper.wait()
        raise SetupError(
            f"The Docker engine did not start:\n{end_of(self.log)}\nAll of it: {self.log}", status=MISSING_ENGINE
        )

    def _leave(self, users: IO[str], keeper: subprocess.Popen[bytes] | None) -> None:
        """Gives up this user's lock; whoever was the last waits until the engine has stopped."""
        fcntl.flock(users, fcntl.LOCK_UN)
        with (self._folder / "keeper.lock").open("w") as kept:
            while not take(kept, fcntl.LOCK_SH):
                if take(users, fcntl.LOCK_EX):  # nobody uses it, and the keeper has not noticed yet
                    fcntl.flock(users, fcntl.LOCK_UN)
                elif take(users, fcntl.LOCK_SH):  # somebody else does
                    return
                time.sleep(0.05)
        if keeper is not None:
            keeper.wait()


def server_version(options: Sequence[str] = ()) -> tuple[str, str]:
    """The version of the engine that answers, and what the client said when none does."""
    docker = shutil.which("docker")
    if docker is None:
        return "", "no client"
    host = [f"--host={options[options.index('-H') + 1]}"] if "-H" in options else []
    asked = subprocess.run(
        [docker, *host, "version", "--format", "{{.Server.Version}}"], capture_output=True, text=True, check=False
    )
    return (asked.stdout.strip(), "") if asked.returncode == 0 else ("", asked.stderr)


def _running_or_tell() -> str:
    """What the engine answers that somebody else runs; as root under systemd it is installed and started."""
    version, problem = server_version()
    if not version and debian.can_install() and debian.SYSTEMD.is_dir() and "DOCKER_HOST" not in os.environ:
        if shutil.which("dockerd") is None:
            _install()
        run_or_tell(["systemctl", "start", "docker"], STATE / "engine.log")
        version, problem = server_version()
    if version:
        return f"running ({version})"
    raise SetupError(_what_to_do(problem), status=MISSING_ENGINE)


def _what_to_do(problem: str) -> str:
    if host := os.environ.get("DOCKER_HOST"):
        return f"DOCKER_HOST is {host}, but no Docker engine answers there. Start it, or unset DOCKER_HOST."
    if "permission denied" in problem.lower():
        return "The Docker engine runs, but you may not use it: sudo usermod -aG docker $USER, then log in again."
    if shutil.which("dockerd") is not None:
        return "The Docker engine does not run. Start it: sudo systemctl start docker"
    return (
        "Submissions are graded in Docker containers, and there is no Docker engine here. "
        "Install one (https://docs.docker.com/engine/install/), start it, and try again."
    )


def _install() -> None:
    if not debian.can_install():
        raise SetupError(_what_to_do(""), status=MISSING_ENGINE)
    debian.install(["docker.io"], STATE / "engine.log")
    if shutil.which("docker") is None:  # since Debian 13 the client is a package of its own
        debian.install(["docker-cli"], STATE / "engine.log")
