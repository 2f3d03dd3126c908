"""`python -m setup … -- COMMAND` under make: it ends with the command, and the command ends with it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def makefile(tmp_path: Path) -> Path:
    """A Makefile whose target runs what TELL says under set-up, as the real one does."""
    file = tmp_path / "Makefile"
    file.write_text(
        f"it:\n\t@cd {ROOT} && exec env PYTHONPATH=scripts {sys.executable} -m setup check -- sh -c '$(TELL)'\n"
    )
    return file


def make(makefile: Path, tell: str) -> subprocess.Popen[str]:
    command = ["make", "--silent", "--file", str(makefile), "it", f"TELL={tell}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def pid_from(process: subprocess.Popen[str]) -> int:
    """The number that the command prints when it runs."""
    assert process.stdout is not None
    return next(int(line) for line in process.stdout if line.strip().isdigit())


def test_the_status_of_the_command_is_the_status_of_set_up(makefile: Path) -> None:
    with make(makefile, "exit 7") as process:
        _, errors = process.communicate()
    assert "Error 7" in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_signal_that_only_make_gets_ends_the_command(makefile: Path, number: signal.Signals) -> None:
    with make(makefile, "echo $$$$; exec sleep 60") as process:
        pid = pid_from(process)
        process.send_signal(number)
        process.communicate(timeout=20)  # its output is at its end when nobody holds it any more
    assert process.returncode
    assert not Path("/proc", str(pid)).exists()


def test_an_unready_step_ends_with_its_sentence_and_status(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "setup", "images", "--", "echo", "never"]
    environ = {
        "PYTHONPATH": "scripts",
        "DOCKER_HOST": f"unix://{tmp_path}/nobody.sock",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "no Docker engine answers there" in done.stderr
    assert "Traceback" not in done.stderr
    assert "never" not in done.stdout
