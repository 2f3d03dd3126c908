"""The data folder: database, queue data, logs and secrets of one installation. Only its owner can read it."""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.faults import SetupError


class DataFolder:
    """A folder that is made when it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.logs = self.path / "logs"
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.logs.mkdir(exist_ok=True)
        except OSError as error:
            raise SetupError(f"The data folder {self.path} cannot be made: {error.strerror}.") from error

    @contextmanager
    def reserved(self) -> Iterator[None]:
        """Within the block no other `make up` uses this folder; raises `SetupError` when one does."""
        with (self.path / "up.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SetupError(
                    f"Another `make up` uses {self.path}. Stop it, or choose another folder: make up DATA_DIR=var2"
                ) from None
            yield

    def secret(self, name: str) -> str:
        """A random text, made at the first call and then always the same."""
        file = self.path / "secrets" / name
        if not file.exists():
            self.write_private(file, secrets.token_urlsafe(32))
        return file.read_text()

    def write_private(self, file: Path, text: str) -> None:
        """Writes *file* at once and whole, so that only its owner can ever read it."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
            output.write(text)
        draft.replace(file)


def is_free(port: int) -> bool:
    """Whether a server can listen on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def any_free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
