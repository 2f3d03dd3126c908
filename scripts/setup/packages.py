"""The virtual environment: every package at the version of uv.lock, checked by its hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from setup import debian
from setup.faults import SetupError
from setup.steps import ROOT, VENV, Step

UV_VERSION = "0.13.9"
UV_HOME = ROOT / "build" / "uv"
UV = UV_HOME / "bin" / "uv"


def make_environment() -> None:
    """Brings `.venv` to what uv.lock says."""
    step = Step(
        "packages",
        "Python packages",
        inputs=[ROOT / "uv.lock", ROOT / "pyproject.toml", Path(__file__)],
        results=[UV, VENV / "bin" / "bootcamp"],
    )
    with step.when_needed() as needed:
        if needed:
            _install_uv(step)
            _sync(step)


def _install_uv(step: Step) -> None:
    """uv has an environment of its own, since `uv sync` removes from `.venv` all that is not in the lock."""
    if not _has_ensurepip():
        if not debian.can_install():
            raise SetupError("Python's venv module is incomplete. Install it: sudo apt-get install python3-venv")
        debian.install(["python3-venv"], step.log)
    step.run(sys.executable, "-m", "venv", "--clear", UV_HOME)
    step.run(UV_HOME / "bin" / "pip", "install", "--disable-pip-version-check", f"uv=={UV_VERSION}")


def _has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0


def _sync(step: Step) -> None:
    environ = os.environ | {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    if certificates := os.environ.get("PIP_CERT"):
        environ.setdefault("SSL_CERT_FILE", certificates)
    index = _index_of_pip()
    if index is None:
        step.run(UV, "sync", "--frozen", "--all-extras", environ=environ)
    else:
        _sync_from(index, step, environ)


def _index_of_pip() -> str | None:
    """The package index that pip is told to use in place of PyPI; uv does not read pip's settings."""
    asked = subprocess.run(
        [UV_HOME / "bin" / "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    settings = dict(line.split("=", 1) for line in asked.stdout.splitlines() if "=" in line)
    for name in (":env:.index-url", "site.index-url", "user.index-url", "global.index-url"):
        if name in settings:
            return settings[name].strip("'\"")
    return None


def _sync_from(index: str, step: Step, environ: dict[str, str]) -> None:
    """The same versions and hashes, but from *index*: the lock names the addresses of PyPI's own files."""
    pins = step.log.with_suffix(".txt")
    environ = environ | {"UV_DEFAULT_INDEX": index, "VIRTUAL_ENV": str(VENV)}
    step.run(UV, "export", "--quiet", "--frozen", "--all-extras", "--no-emit-project", "-o", pins, environ=environ)
    step.run(UV, "venv", "--clear", VENV, environ=environ)
    step.run(UV, "pip", "sync", "--require-hashes", pins, environ=environ)
    step.run(UV, "pip", "install", "--no-deps", "--editable", ".", environ=environ)
