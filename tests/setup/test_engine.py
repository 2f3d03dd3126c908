"""An engine that set-up starts lives exactly as long as somebody uses it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from setup.engine import Engine, server_version
from setup.faults import MISSING_ENGINE, SetupError

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
USER = """
import sys, time
from pathlib import Path
from setup.engine import Engine
with Engine(Path(sys.argv[1]), sys.argv[2:]).in_use():
    print("in use", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An engine beside the machine's own, with nothing in common: not even the network's interfaces."""
    dockerd = tmp_path / "bin" / "dockerd"
    dockerd.parent.mkdir()
    dockerd.write_text(f'#!/bin/sh\nexec unshare --net {shutil.which("dockerd")} "$@"\n')
    dockerd.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dockerd.parent}:{os.environ['PATH']}")
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    yield [
        *("-H", f"unix://{tmp_path}/docker.sock"),
        *("--data-root", f"{tmp_path}/data"),
        *("--exec-root", f"{tmp_path}/exec"),
        *("--pidfile", f"{tmp_path}/docker.pid"),
        *("--bridge=none", "--iptables=false"),
    ]
    # An engine that could not start leaves its data folder mounted on itself, and pytest could never remove it.
    subprocess.run(["umount", "--quiet", tmp_path / "data"], check=False)


def test_an_engine_is_started_where_none_answers_and_stopped_after_use(tmp_path: Path, options: list[str]) -> None:
    with Engine(tmp_path, options).in_use():
        assert server_version(options)[0]
    assert not server_version(options)[0]
    assert not (tmp_path / "docker.pid").exists()


def test_an_engine_outlives_the_user_that_started_it_and_ends_with_the_last(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", USER, str(tmp_path), *options]
    environ = os.environ | {"PYTHONPATH": str(SCRIPTS)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ, text=True) as first:
        assert first.stdout is not None
        assert any(line == "in use\n" for line in first.stdout)
        with Engine(tmp_path, options).in_use():
            assert "running (" in capsys.readouterr().out
            first.kill()
            first.wait()
            time.sleep(1)  # long enough for the keeper to make the mistake
            assert server_version(options)[0]
    assert not server_version(options)[0]


def test_an_engine_that_cannot_start_is_told_with_its_own_words(tmp_path: Path, options: list[str]) -> None:
    wrong = [*options, "--storage-driver=nonsense"]
    with pytest.raises(SetupError, match="nonsense") as caught, Engine(tmp_path, wrong).in_use():
        pass
    assert caught.value.status == MISSING_ENGINE


def test_an_engine_of_somebody_else_is_never_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    with pytest.raises(SetupError, match="no Docker engine answers there") as caught, Engine(tmp_path).in_use():
        pass
    assert caught.value.status == MISSING_ENGINE
