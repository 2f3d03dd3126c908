"""Starts the whole system as `make up` does, in a data folder and on a port of its own."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from web.db import Database
from web.models import Cohort
from web.services import accounts, cohorts

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 60


@dataclass(frozen=True)
class Account:
    email: str
    password: str


@dataclass(frozen=True)
class System:
    """A running system: where it serves, and who may sign in."""

    address: str
    accounts: dict[str, Account]
    """Role → account of the demo."""
    data: Path

    def new_learner(self) -> Account:
        """A learner of the demo's cohort who has done nothing yet."""
        account = Account(f"learner-{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(12))
        database = Database(f"sqlite:///{self.data / 'bootcamp.sqlite3'}")
        with database.session() as session:
            user = accounts.add_user(session, account.email, name=account.email[:16], password=account.password)
            cohorts.enrol(session, session.scalars(select(Cohort)).one(), user)
        database.dispose()
        return account


@contextmanager
def serving(data: Path, port: int, *, packs: Path = ROOT / "exercises") -> Iterator[System]:
    """The system, until the block ends. Raises `RuntimeError` with its log when it does not come up."""
    command = [sys.executable, "-m", "up", "--port", str(port), "--data", str(data), "--workers", "1"]
    environ = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "BOOTCAMP_PACKS_DIR": str(packs)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        address = _address(process)
        yield System(address, _accounts(data / "demo-accounts.txt"), data)
    finally:
        process.terminate()
        process.communicate(timeout=STOP_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if match := re.search(r"Serving at (http://\S+)", line):
            return match[1]
    raise RuntimeError(f"The system did not come up:\n{''.join(said)}")


def _accounts(file: Path) -> dict[str, Account]:
    found = re.findall(r"(\S+@example\.org)\W+(\S+)", file.read_text())
    return {email.partition("@")[0]: Account(email, password) for email, password in found}
