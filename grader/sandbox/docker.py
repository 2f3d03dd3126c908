"""The only module that talks to Docker: containers are started, spoken to over their standard streams, removed.

Nothing is ever run in a container that holds a submission (`exec`) and no file is ever taken out of it (`cp`).
"""

from __future__ import annotations

import contextlib
import select
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import docker
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from requests.exceptions import RequestException

from grader.errors import SandboxUnavailable
from grader.sandbox import hardening
from grader.sandbox.images import INPUTS_LABEL
from grader.sandbox.limits import Shape

MAX_STDERR_BYTES = 64 << 10
"""The harness's own complaints, for our log; a learner's output never comes this way."""
_ENGINE_TIMEOUT = 60
_HEADER_BYTES = 8
_LAST_SECONDS = 0.5
"""How long a container that is done may take to end by itself. Killing it would cost the engine one more process."""
_STDOUT, _STDERR = 1, 2


@dataclass(frozen=True, slots=True)
class Ending:
    """How a container ended, in the engine's words."""

    exit_code: int
    out_of_memory: bool


class Container(Protocol):
    """One started container, as the rest of the sandbox sees it."""

    @property
    def stderr(self) -> str:
        """What the harness complained about so far."""

    def send(self, data: bytes, deadline: float) -> None:
        """Writes to standard input; raises `TimeoutError` at the deadline. An ended container takes anything."""

    def receive(self, deadline: float) -> bytes:
        """Some bytes of standard output, none at its end; raises `TimeoutError` at the deadline."""

    def is_silent(self) -> bool:
        """Whether it still runs and has nothing to say, as one that waits for a job should."""

    def ending(self) -> Ending:
        """How it ended. Raises `SandboxUnavailable` when it was ended from outside."""

    def remove(self) -> None:
        """Kills and removes it, whatever it is doing. May be called again."""


class DockerEngine:
    """A Docker engine, found as the `docker` command finds it (`DOCKER_HOST` …)."""

    def __init__(self, runtime: str | None = None) -> None:
        self._runtime = runtime
        with _engine_errors("Docker cannot be reached; is it running, and may this user use it?"):
            self._api = docker.APIClient(**docker.utils.kwargs_from_env(), version="auto", timeout=_ENGINE_TIMEOUT)

    def version(self) -> str:
        """The engine's own version."""
        with _engine_errors("Docker does not answer"):
            return str(self._api.version()["Version"])

    def image_inputs(self, reference: str) -> str:
        """The digest of what an image was built from, empty if it says none; raises when it is missing."""
        with _engine_errors(f"the image {reference} cannot be looked at"):
            try:
                labels = self._api.inspect_image(reference)["Config"]["Labels"] or {}
            except ImageNotFound:
                raise SandboxUnavailable(
                    f"the sandbox image {reference} is missing; build it with `python scripts/build_images.py`"
                ) from None
        return str(labels.get(INPUTS_LABEL, ""))

    def start(self, shape: Shape, labels: Mapping[str, str]) -> DockerContainer:
        """A started container; its harness needs a moment until it says that it is ready."""
        config = hardening.container_config(shape, labels, self._runtime)
        with _engine_errors("a container cannot be started"):
            identity = self._api.create_container_from_config(config)["Id"]
            try:
                # Before the start: what is written before anybody listens would be lost.
                stream = self._api.attach_socket(identity, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
                self._api.start(identity)
            except BaseException:
                self._api.remove_container(identity, force=True)
                raise
        return DockerContainer(self._api, identity, stream)

    def labelled(self, label: str) -> list[tuple[str, dict[str, str], str, float]]:
        """Every container with *label*: its id, labels, state, and age in seconds."""
        with _engine_errors("containers cannot be listed"):
            found = self._api.containers(all=True, filters={"label": label})
        now = time.time()
        return [(one["Id"], one["Labels"], one["State"], now - one["Created"]) for one in found]

    def remove(self, identity: str) -> None:
        """Kills and removes a container; one that is gone already is fine."""
        _remove(self._api, identity)

    def close(self) -> None:
        """Closes the connections to the engine."""
        self._api.close()


class DockerContainer:
    """A container over its hijacked attach connection; see `Container`."""

    def __init__(self, api: docker.APIClient, identity: str, stream: Any) -> None:
        self.identity = identity
        self._api = api
        self._stream = stream  # closes the connection when it is collected
        self._socket = getattr(stream, "_sock", stream)
        self._received = bytearray()
        self._stderr = bytearray()
        self._removed = False
        self._stuck = False

    @property
    def stderr(self) -> str:
        """See `Container`."""
        return self._stderr.decode(errors="replace")

    def send(self, data: bytes, deadline: float) -> None:
        """See `Container`."""
        self._socket.settimeout(_seconds_until(deadline))
        # A container that ended takes no more: `receive` then tells that it did.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._socket.sendall(data)

    def receive(self, deadline: float) -> bytes:
        """See `Container`."""
        while True:
            for stream, data in self._complete_chunks():
                if stream == _STDOUT:
                    return data
                self._stderr += data[: MAX_STDERR_BYTES - len(self._stderr)]
            try:
                self._socket.settimeout(_seconds_until(deadline))
                data = self._socket.recv(1 << 16)
            except TimeoutError:
                self._stuck = True
                raise
            except ConnectionResetError:
                return b""
            if not data:
                return b""
            self._received += data

    def _complete_chunks(self) -> Iterator[tuple[int, bytes]]:
        """What came, as (stream, data): the engine puts stream and length before each chunk."""
        while len(self._received) >= _HEADER_BYTES:
            end = _HEADER_BYTES + int.from_bytes(self._received[4:_HEADER_BYTES])
            if len(self._received) < end:
                return
            stream, data = self._received[0], bytes(self._received[_HEADER_BYTES:end])
            del self._received[:end]
            yield stream, data

    def is_silent(self) -> bool:
        """See `Container`."""
        return not self._received and not select.select([self._socket], [], [], 0)[0]

    def ending(self) -> Ending:
        """See `Container`."""
        with _engine_errors("the container was taken away while it worked"):
            state = self._api.inspect_container(self.identity)["State"]
        ending = Ending(exit_code=int(state["ExitCode"]), out_of_memory=bool(state["OOMKilled"]))
        if state["Running"] or (ending.exit_code == 128 + 9 and not ending.out_of_memory):
            raise SandboxUnavailable("the container was ended from outside while it worked")
        return ending

    def remove(self) -> None:
        """See `Container`."""
        if not self._removed:
            self._removed = True
            if not self._stuck:
                self._let_end()
            self._socket.close()
            self._stream.close()
            _remove(self._api, self.identity)

    def _let_end(self) -> None:
        """Closes its standard input, and waits a moment for it to end by itself."""
        deadline = time.monotonic() + _LAST_SECONDS
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            while True:
                self._socket.settimeout(_seconds_until(deadline))
                if not self._socket.recv(1 << 16):
                    return


def _remove(api: docker.APIClient, identity: str) -> None:
    with _engine_errors("a container cannot be removed"):
        try:
            api.remove_container(identity, force=True, v=True)
        except NotFound:
            pass
        except APIError as error:
            if error.status_code != 409:  # a removal is under way already  # noqa: PLR2004 - HTTP's number
                raise


def _seconds_until(deadline: float) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


@contextmanager
def _engine_errors(what: str) -> Iterator[None]:
    try:
        yield
    except (DockerException, RequestException, OSError) as error:
        raise SandboxUnavailable(f"{what} ({error})") from error
