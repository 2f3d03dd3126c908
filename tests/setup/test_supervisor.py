"""The supervisor starts again what ends, and leaves nothing behind when it stops."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from up.supervisor import Service, Supervisor

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def service(name: str, script: str, *, rank: int = 0, stop_seconds: float = 5) -> Service:
    return Service(name, ["sh", "-c", script], {"PATH": os.environ["PATH"]}, rank=rank, stop_seconds=stop_seconds)


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def runs(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path)
    yield supervisor
    supervisor.stop()


def test_what_a_service_prints_is_in_its_log(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start([service("talker", "echo to stdout; echo to stderr >&2; sleep 60")])
    log = tmp_path / "talker.log"
    wait_for(lambda: log.read_text() == "to stdout\nto stderr\n")


def test_a_service_that_ends_is_started_again(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    supervisor.start([service("short", "echo run; exit 7")])

    def ran_twice() -> bool:
        supervisor.look()
        return (tmp_path / "short.log").read_text().count("run") == 2

    wait_for(ran_twice)
    assert "short ended with status 7; starting it again in 0.5 s." in capsys.readouterr().out


def test_a_service_that_keeps_ending_is_named(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start([service("fine", "sleep 60"), service("broken", "exit 1")])

    def failing() -> Path | None:
        supervisor.look()
        return supervisor.failing()

    wait_for(failing)
    assert failing() == tmp_path / "broken.log"


def test_services_stop_by_rank(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"

    def noting(name: str, rank: int) -> Service:
        return service(
            name, f"trap 'trap \"\" TERM; echo {name} >> {order}; exit' TERM; echo on; sleep 60 & wait", rank=rank
        )

    supervisor.start([noting("queue", 2), noting("recorder", 1), noting("web", 0)])
    wait_for(lambda: [log.read_text() for log in list(tmp_path.glob("*.log"))] == ["on\n"] * 3)
    supervisor.stop()
    assert order.read_text().split() == ["web", "recorder", "queue"]


def test_a_service_that_ignores_the_signal_is_killed_with_its_children(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start([service("stubborn", "trap '' TERM; sleep 61 & echo $!; wait", stop_seconds=0.2)])
    log = tmp_path / "stubborn.log"
    wait_for(lambda: log.read_text().strip())
    supervisor.stop()
    assert not runs(int(log.read_text()))


def test_services_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from up.supervisor import *; import time;"
        f"s = Supervisor(Path({str(tmp_path)!r}));"
        "s.start([Service('child', ['sh', '-c', 'echo $$; exec sleep 62'], {'PATH': '/usr/bin:/bin'}, rank=0)]);"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": str(SCRIPTS)}) as process:
        log = tmp_path / "child.log"
        wait_for(lambda: log.exists() and log.read_text().strip())
        process.kill()
    wait_for(lambda: not runs(int(log.read_text())))
