"""Fetches git repositories, from addresses below those that the operator allows and from no other.

The address decides where a request goes, and nothing that answers can change that: redirects are refused, no name
and no password is sent, and time and size have a limit.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
import urllib3
from dulwich.client import HttpGitClient, HTTPProxyUnauthorized, HTTPUnauthorized, InvalidWants, LocalGitClient
from dulwich.errors import FileFormatException, GitProtocolError, NotGitRepository, RefFormatError
from dulwich.object_store import ObjectStoreGraphWalker

from web.services.authoring.git_packs import BadPack, read_pack
from web.services.errors import Invalid, NotAllowed, Unavailable

log = structlog.get_logger(__name__)

AllowedSources = Sequence[str]
"""Beginnings of addresses, each with a `/` at its end: `https://git.example.org/packs/`."""
MAX_RECEIVED_BYTES = 24 << 20
DEADLINE_SECONDS = 30.0
_READ_SECONDS = 10.0
_PIECE = 64 * 1024
_AWAY = (
    *(GitProtocolError, HTTPProxyUnauthorized, InvalidWants, FileFormatException, RefFormatError),
    *(urllib3.exceptions.HTTPError, OSError, ValueError),
    *(AssertionError, AttributeError, IndexError, KeyError, TypeError),  # so dulwich meets an answer that is none
)
_PLAIN = re.compile(r"[A-Za-z0-9:/._~+-]+")


@dataclass(frozen=True)
class Repository:
    """The newest state of a repository's main branch."""

    commit: str
    files: dict[str, bytes]


def fetched(url: str, allowed: AllowedSources, *, deadline_seconds: float = DEADLINE_SECONDS) -> Repository:
    """The repository at *url*. Raises `NotAllowed`, `Invalid`, `Unavailable`, each with a sentence."""
    _check(url, allowed)
    limit = _Limit(time.monotonic() + deadline_seconds)
    try:
        commit, data = _received(url, allowed, limit)
        files = read_pack(data).files(commit)
    except _TooLong:
        raise Unavailable(
            "It took longer than %(seconds)s seconds to fetch it.", seconds=f"{deadline_seconds:g}"
        ) from None
    except BadPack as error:
        raise Invalid("That repository cannot be taken: %(why)s.", why=error.message) from error
    except (NotGitRepository, HTTPUnauthorized) as error:
        raise Invalid("There is no git repository at that address, or it asks for a password.") from error
    except _AWAY as error:
        log.warning("a repository cannot be fetched", url=url, error=str(error)[:300])
        raise Unavailable("That repository cannot be fetched now. Is the address right?") from error
    return Repository(commit.hex(), files)


def _check(url: str, allowed: AllowedSources) -> None:
    """By its text alone: an address that is not plain is refused, so that nothing in it can mean something else."""
    plain = _PLAIN.fullmatch(url) is not None and "/../" not in f"{url}/" and "/./" not in f"{url}/"
    beginnings = [one for one in allowed if url.startswith(one) and len(url) > len(one)]
    if plain and beginnings and "//" not in url[len(beginnings[0]) - 1 :]:
        return
    if not allowed:
        raise NotAllowed("Packs cannot be fetched from git here: the operator has allowed no address.")
    raise NotAllowed("Packs can be fetched from addresses that begin with: %(allowed)s", allowed=", ".join(allowed))


class _TooLong(Exception):  # noqa: N818 - says what happened
    """The deadline has passed."""


class _Limit:
    """Counts what comes in, and looks at the clock."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._received = 0

    def count(self, size: int) -> None:
        """Raises `BadPack` or `_TooLong` once it is enough."""
        self._received += size
        if self._received > MAX_RECEIVED_BYTES:
            raise BadPack("it is larger than %(size)s MB", size=MAX_RECEIVED_BYTES >> 20)
        if time.monotonic() > self._until:
            raise _TooLong


class _NoRedirects(urllib3.PoolManager):
    """Goes to the address that it is given and to no other."""

    def urlopen(self, method: str, url: str, redirect: bool = True, **kw: Any) -> Any:  # type: ignore[override] # noqa: FBT001, FBT002 - urllib3's own signature
        del redirect
        return super().urlopen(method, url, redirect=False, **kw)


class _LimitedClient(HttpGitClient):
    """Speaks git over HTTP, and counts every byte."""

    def __init__(self, url: str, limit: _Limit) -> None:
        timeout = urllib3.Timeout(connect=_READ_SECONDS, read=_READ_SECONDS)
        manager = _NoRedirects(retries=False, timeout=timeout, headers={"User-Agent": "git/bootcamp"})
        super().__init__(url, pool_manager=manager, quiet=True)
        self._limit = limit

    def _http_request(self, *args: Any, **kwargs: Any) -> tuple[Any, Callable[[int], bytes]]:
        self._limit.count(0)
        response, read = super()._http_request(*args, **kwargs)

        def counted(size: int = -1) -> bytes:
            data = bytearray()
            while size < 0 or len(data) < size:  # piece by piece, so that the limit acts before memory is full
                piece = read(min(_PIECE, size - len(data)) if size >= 0 else _PIECE)
                if not piece:
                    break
                data += piece
                self._limit.count(len(piece))
                if size >= 0:
                    break
            return bytes(data)

        return response, counted


def _received(url: str, allowed: AllowedSources, limit: _Limit) -> tuple[bytes, bytes]:
    """Id of the newest commit, and the packfile that holds it."""
    client: HttpGitClient | LocalGitClient
    if url.startswith("file://"):
        client, path = LocalGitClient(quiet=True), str(_local(url, allowed))
    else:
        client, path = _LimitedClient(url, limit), ""
    data = bytearray()
    chosen: list[bytes] = []

    def keep(chunk: bytes) -> int:
        limit.count(len(chunk) if url.startswith("file://") else 0)
        data.extend(chunk)
        return len(chunk)

    def newest(refs: Any, depth: int | None = None) -> list[Any]:
        del depth
        if getattr(client, "dumb", False):
            raise BadPack("its server is too simple; it has to speak git's own protocol")
        for name in (b"HEAD", b"refs/heads/main", b"refs/heads/master"):
            if refs.get(name):
                chosen.append(bytes.fromhex(refs[name].decode("ascii")))
                return [refs[name]]
        raise BadPack("it holds nothing yet")

    client.fetch_pack(path, newest, ObjectStoreGraphWalker([], lambda _: []), keep, depth=1)
    return chosen[0], bytes(data)


def _local(url: str, allowed: AllowedSources) -> Path:
    """The folder that a `file:` address names. Raises `NotAllowed` where a link leads out of what is allowed."""
    path = Path(url.removeprefix("file://")).resolve()
    roots = [Path(one.removeprefix("file://")).resolve() for one in allowed if one.startswith("file:///")]
    if not any(path.is_relative_to(root) and path != root for root in roots):
        raise NotAllowed("That folder is not below one that the operator allows.")
    return path
