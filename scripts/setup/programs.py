"""Programs that only the tests need: a browser and Compose."""

from __future__ import annotations

import shutil
import subprocess

from setup import debian
from setup.faults import SetupError
from setup.steps import STATE, announced


def have_chromium() -> None:
    """The browser that the browser tests drive."""
    with announced("Chromium") as line:
        if shutil.which("chromium"):
            line.note = "installed"
        else:
            _install("chromium", "The browser tests need Chromium at /usr/bin/chromium. Install it.")


def have_compose() -> None:
    """`docker compose`, or the older docker-compose."""
    with announced("Docker Compose") as line:
        plugin = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        if shutil.which("docker-compose") or plugin.returncode == 0:
            line.note = "installed"
        else:
            _install("docker-compose", "The test of compose.yaml needs Docker Compose. Install it.")


def _install(package: str, sentence: str) -> None:
    if not debian.can_install():
        raise SetupError(sentence)
    debian.install([package], STATE / f"{package}.log")
