"""The web side's settings, read once at start."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MIN_SECRET_LENGTH = 32
_MIN_DIFFERENT = 10
_ADDRESS = re.compile(r"(?:https?://[A-Za-z0-9.-]+(?::\d{1,5})?|file://)/(?:[A-Za-z0-9._~+-]+/)*")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
_EXAMPLES = ("changeme", "change-me", "secret-key", "secretkey", "password", "example")


class BadSetting(Exception):  # noqa: N818 - says what it is
    """A setting is missing or cannot be used; the message names it and says the mend."""


@dataclass(frozen=True)
class WebConfig:
    """Every setting of web, recorder and reconciler. docs/settings.md describes each."""

    data_dir: Path
    database_url: str
    redis_url: str
    secret_key: str
    packs_dir: Path
    pack_sources: tuple[str, ...] = ()
    """Beginnings of addresses of git repositories that instructors may take packs from."""
    https: bool = False
    """Whether cookies are sent over https only."""
    issuer: str = "bootcamp"
    """Who issues certificates, as it stands on them."""
    public_address: str = ""
    """Where people find the application, without `/` at the end; empty: where the request came to."""
    threads: int = 600
    """Requests that may wait at once; one that waits for a verdict costs a thread and no CPU."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> WebConfig:
        """Reads `BOOTCAMP_…`. Raises `BadSetting` rather than start with a default secret."""
        environ = os.environ if environ is None else environ
        data_dir = Path(environ.get("BOOTCAMP_DATA_DIR") or "var").resolve()
        return cls(
            data_dir=data_dir,
            database_url=environ.get("BOOTCAMP_DATABASE_URL") or f"sqlite:///{data_dir / 'bootcamp.sqlite3'}",
            redis_url=environ.get("BOOTCAMP_REDIS_URL") or _own_queue(data_dir),
            secret_key=_secret(environ.get("BOOTCAMP_SECRET_KEY") or _kept(data_dir / "secrets" / "sessions")),
            packs_dir=Path(environ.get("BOOTCAMP_PACKS_DIR") or "exercises").resolve(),
            pack_sources=_addresses(environ, "BOOTCAMP_PACK_SOURCES"),
            https=_flag(environ, "BOOTCAMP_HTTPS"),
            issuer=environ.get("BOOTCAMP_ISSUER", "").strip()[:120] or cls.issuer,
            public_address=_public_address(environ.get("BOOTCAMP_PUBLIC_ADDRESS", "")),
            threads=_number(environ, "BOOTCAMP_WEB_THREADS", cls.threads),
        )


def _kept(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return ""


def _own_queue(data_dir: Path) -> str:
    """Where the queue server listens that `make up` runs beside this data folder."""
    word, port = _kept(data_dir / "secrets" / "queue-web"), _kept(data_dir / "queue" / "port")
    return f"redis://web:{word}@127.0.0.1:{port}/0" if word and port else "redis://127.0.0.1:6379/0"


def _secret(value: str) -> str:
    if not value:
        raise BadSetting("there is no BOOTCAMP_SECRET_KEY; `make up` makes one and keeps it in the data folder")
    guessable = len(set(value)) < _MIN_DIFFERENT or any(example in value.lower() for example in _EXAMPLES)
    if len(value) < MIN_SECRET_LENGTH or guessable:
        raise BadSetting(f"BOOTCAMP_SECRET_KEY must be {MIN_SECRET_LENGTH} or more random characters")
    return value


def _addresses(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Addresses with spaces between them. Each ends in `/`: `https://host` would also begin `https://host.evil/`."""
    found = tuple(environ.get(name, "").split())
    for address in found:
        if not _ADDRESS.fullmatch(address):
            raise BadSetting(f"{name} holds beginnings such as https://git.example.org/packs/ with / at the end")
    return found


def _public_address(value: str) -> str:
    if value and not _ORIGIN.fullmatch(value):
        raise BadSetting("BOOTCAMP_PUBLIC_ADDRESS must be such as https://bootcamp.example.org, and nothing after it")
    return value


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").lower()
    if value not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise BadSetting(f"{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"}


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not int(value):
        raise BadSetting(f"{name} must be a whole number above 0, not {value!r}")
    return int(value)
