"""The virtual environment: every package at the version of uv.lock, checked by its hash."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
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
    """An environment of its own for uv, since `uv sync` removes from `.venv` all that is not in the lock."""
    if not _has_ensurepip():
        if not debian.can_install():
            raise SetupError("Python's venv module is incomplete. Install it: sudo apt-get install python3-venv")
        debian.install(["python3-venv"], step.log)
    step.run(sys.executable, "-m", "venv", "--clear", UV_HOME)
    step.run(UV_HOME / "bin" / "pip", "install", "--disable-pip-version-check", f"uv=={UV_VERSION}")


def _has_ensurepip() -> bool:
    return find_spec("ensurepip") is not None


def _sync(step: Step) -> None:
    environ = os.environ | {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    if certificates := os.environ.get("PIP_CERT"):
        environ.setdefault("SSL_CERT_FILE", certificates)
    if _pip_has_its_own_index():
        _sync_with_pip(step, environ)
    else:
        step.run(UV, "sync", "--frozen", "--all-extras", environ=environ)


def _pip_has_its_own_index() -> bool:
    """Whether pip is told to use another package index than PyPI; uv does not read pip's settings."""
    asked = subprocess.run([UV_HOME / "bin" / "pip", "config", "list"], capture_output=True, text=True, check=True)
    return any(line.split("=")[0].endswith(".index-url") for line in asked.stdout.splitlines())


def _sync_with_pip(step: Step, environ: Mapping[str, str]) -> None:
    """The same versions and hashes from pip's index: the lock names the addresses of PyPI's own files."""
    pins = step.log.with_suffix(".txt")
    step.run(UV, "export", "--frozen", "--all-extras", "--no-emit-project", "--output-file", pins, environ=environ)
    step.run(sys.executable, "-m", "venv", "--clear", VENV)
    pip = VENV / "bin" / "pip"
    step.run(pip, "install", "--no-deps", "--require-hashes", "--requirement", pins)
    step.run(pip, "install", "--no-deps", "--editable", ".")
