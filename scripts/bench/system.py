"""The whole system as the benchmark's server: its own data folder and port, its own learners."""

from __future__ import annotations

import http
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.peers import EXERCISE
from web.db import Database
from web.services import accounts

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class System:
    """A running system. `start_seconds` is from the command to the moment it served."""

    port: int
    data: Path
    start_seconds: float


@contextmanager
def running(data: Path, *, workers: int) -> Iterator[System]:
    """`make up` without the make: serves until the block ends, then stops every process it started."""
    port = _free_port()
    environ = os.environ | {"BOOTCAMP_PACKS_DIR": str(_bench_pack(data.parent / "packs"))}
    command = ["make", "--silent", "up", f"PORT={port}", f"DATA_DIR={data}", f"WORKERS={workers}"]
    started = time.perf_counter()
    with (data.parent / "up.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_until_ready(port, process)
        yield System(port, data, time.perf_counter() - started)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def add_learners(data: Path, count: int) -> list[str]:
    """Makes *count* learners in the system's database; returns an API token of each."""
    database = Database(f"sqlite:///{data / 'bootcamp.sqlite3'}")
    with database.session() as session:
        tokens = [
            accounts.new_token(session, accounts.add_user(session, f"learner{number}@bench.example"))
            for number in range(count)
        ]
    database.dispose()
    return tokens


def _bench_pack(folder: Path) -> Path:
    pack = folder / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXERCISE, pack / "timetable")
    (pack / "pack.yaml").write_text("id: bench\ntitle: Benchmark\nlanguages: [en]\nexercises: [timetable]\n")
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], *, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"make up ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == http.HTTPStatus.OK:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError("the system was not ready in time")
