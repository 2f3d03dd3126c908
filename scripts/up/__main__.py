"""`python -m up --port 8000 --data var --workers 1`: the whole system on this machine, until a signal ends it."""

from __future__ import annotations

import argparse
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from setup.faults import SetupError
from setup.steps import announced, end_of

from up import database
from up.folder import DataFolder, is_free
from up.services import Plan, plan
from up.supervisor import Supervisor

_LOOK_EVERY_SECONDS = 0.1
_READY_SECONDS = 120
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Serves until it is told to stop; returns the exit status."""
    arguments = _parser().parse_args()
    data = DataFolder(arguments.data)
    with data.reserved():
        if not is_free(arguments.port):
            raise SetupError(
                f"Port {arguments.port} is taken by another program. Choose another: make up PORT={arguments.port + 1}"
            )
        _serve(data, plan(data, arguments.port, arguments.workers), arguments.port)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m up", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path("var"))
    parser.add_argument("--workers", type=int, default=1)
    return parser


def _serve(data: DataFolder, wanted: Plan, port: int) -> None:
    """Workers start before the database is ready: meanwhile they prove their sandbox."""
    for number in _STOPPING:
        signal.signal(number, _stop)
    supervisor = Supervisor(data.logs)
    try:
        supervisor.start([*wanted.queue, *wanted.workers])
        database.prepare(data, wanted.environ)
        supervisor.start(wanted.web)
        with announced("Services"):
            _wait_until_ready(port, supervisor)
        _welcome(data, port)
        while True:
            _look(supervisor)
    finally:
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        supervisor.stop()


def _stop(number: int, _: FrameType | None) -> None:
    """Ctrl-C reaches this process twice, from the terminal and from set-up: the second one is ignored."""
    for each in _STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _look(supervisor: Supervisor) -> None:
    supervisor.look()
    time.sleep(_LOOK_EVERY_SECONDS)


def _wait_until_ready(port: int, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not (answer := _readiness(port)).startswith("200"):
        if log := supervisor.failing():
            raise SetupError(f"{log.stem} ends as soon as it starts:\n{end_of(log)}\nAll of it: {log}")
        if time.monotonic() > deadline:
            raise SetupError(f"The system is not ready after {_READY_SECONDS} s. /readyz says: {answer}")
        _look(supervisor)


def _readiness(port: int) -> str:
    """Status and text of /readyz."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return f"{response.status} {response.read().decode()}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode(errors='replace')}"
    except OSError as error:
        return str(error)


def _welcome(data: DataFolder, port: int) -> None:
    sys.stdout.write(f"\nServing at http://127.0.0.1:{port}\n")
    accounts = data.path / "demo-accounts.txt"
    if accounts.exists():
        lines = "".join(f"  {line}\n" for line in accounts.read_text().splitlines())
        sys.stdout.write(f"Demo sign-ins ({accounts}):\n{lines}")
    sys.stdout.write(f"Logs are in {data.logs}. Ctrl-C stops everything.\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetupError as error:
        sys.stderr.write(f"\n{error}\n")
        sys.exit(error.status)
