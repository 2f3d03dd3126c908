"""compose.yaml gives each service what it needs and nothing more."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SOCKET = "/var/run/docker.sock"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """As Compose itself reads the file."""
    command = ["docker-compose"] if shutil.which("docker-compose") else ["docker", "compose"]
    done = subprocess.run([*command, "config"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"`make test` installs Compose; it said: {done.stderr}"
    return dict(yaml.safe_load(done.stdout)["services"])


def _volumes(service: dict[str, Any]) -> set[str]:
    """What is mounted, by the name of the volume or the path on the host."""
    mounted = service.get("volumes", [])
    return {one["source"] if isinstance(one, dict) else one.split(":")[0] for one in mounted}


def test_the_whole_system_is_there(services: dict[str, Any]) -> None:
    assert set(services) == {"prepare", "queue", "web", "recorder", "grader"}


def test_only_the_grader_gets_the_docker_socket(services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if SOCKET in _volumes(service)} == {"grader"}


def test_the_grader_sees_no_secret_of_the_web_side(services: dict[str, Any]) -> None:
    assert _volumes(services["grader"]) == {"grader", SOCKET}
    assert not services["grader"].get("environment")


def test_every_service_is_without_privileges_and_read_only(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_only_the_front_can_be_reached_and_only_from_this_machine(services: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in services.items() if service.get("ports")}
    assert set(ports) == {"web"}
    assert "127.0.0.1" in str(ports["web"])
