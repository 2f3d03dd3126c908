"""Starts the whole system as `make up` does, in a data folder and on a port of its own."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.packs.reader import read_library
from web.db import Database
from web.models import Cohort
from web.services import accounts, certificates, cohorts, portfolios, submissions
from web.services import help as asking
from web.services.authoring import sources
from web.services.catalog import Catalog, Shelf

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
    packs: Path

    def new_learner(self, name: str = "") -> Account:
        """A learner of the demo's cohort who has done nothing yet."""
        account = Account(f"learner-{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(12))
        with self._session() as session:
            user = accounts.add_user(session, account.email, name=name or account.email[:16], password=account.password)
            cohorts.enrol(session, session.scalars(select(Cohort)).one(), user)
        return account

    def prefer(self, account: Account, language: str, theme: str) -> None:
        """Sets what the account's owner chose for reading."""
        with self._session() as session:
            user = accounts.required_user(session, account.email)
            accounts.set_preferences(session, user, language=language, theme=theme)
            accounts.set_interface(session, user, language)

    def order(self, pack: str) -> list[str]:
        """The exercises of a pack in the order of the course."""
        return list(read_library(self.packs).packs[pack].exercises)

    def hand_in(self, account: Account, exercise: str, which: str) -> str:
        """Hands in the reference, or the first wrong answer, and waits for the verdict; returns the submission's id."""
        loaded = read_library(self.packs).exercise(exercise)
        assert loaded is not None
        files = loaded.reference if which == "reference" else next(iter(loaded.mistakes.values())).files
        submission = self.send(account, exercise, {name: content.decode() for name, content in files.items()})
        self.wait_for(account, submission)
        return submission

    def finish(self, account: Account, pack: str) -> None:
        """Hands in the reference of every exercise of *pack*, all at once, and waits for the verdicts."""
        sent = [
            self.send(account, loaded.id, {name: content.decode() for name, content in loaded.reference.items()})
            for loaded in read_library(self.packs).packs[pack].exercises.values()
        ]
        for submission in sent:
            self.wait_for(account, submission)

    def wait_for(self, account: Account, submission: str) -> None:
        """Until the verdict is there."""
        answer = self._call(self._token(account), f"/api/v1/submissions/{submission}?wait=60")
        assert answer["state"] == "graded"

    def send(self, account: Account, exercise: str, files: dict[str, str]) -> str:
        """Hands *files* in over the API; returns the submission's id."""
        body = {"exercise": exercise, "files": files}
        return str(self._call(self._token(account), "/api/v1/submissions", body)["id"])

    def ask(self, account: Account, submission: str, text: str) -> None:
        """Asks a person about the first two lines of *submission*."""
        with self._session() as session:
            user = accounts.required_user(session, account.email)
            file = next(iter(submissions.submission_for(session, user, submission).files))
            asking.write(session, user, submission, text, asking.Place(file, 1, 2))

    def begin_pack(self, account: Account, pack: str) -> None:
        """A draft from the template."""
        with self._session() as session:
            sources.new_pack(session, accounts.required_user(session, account.email), pack)

    def show(self, account: Account, pack: str) -> tuple[str, str]:
        """A certificate for *pack*, and a published page with it and one exercise; their ids in addresses."""
        with self._session() as session:
            user = accounts.required_user(session, account.email)
            made = certificates.issue(
                session, self._catalog(session), user, pack, name=user.name, language="en", issuer="MolenGeek"
            )
            chosen = portfolios.candidates(session, user)[0]
            wanted = portfolios.Wanted(user.name, "I like numbers.", "", {chosen.id: "My first."}, (made.id,))
            portfolios.save(session, user, wanted)
            return made.id, portfolios.publish(session, user)

    def _catalog(self, session: Session) -> Catalog:
        return Shelf(self.data / "packs").catalog(session)

    def _token(self, account: Account) -> str:
        with self._session() as session:
            return accounts.new_token(session, accounts.required_user(session, account.email))

    def _call(self, token: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers)) as answer:
            return json.load(answer)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        database = Database(f"sqlite:///{self.data / 'bootcamp.sqlite3'}")
        with database.session() as session:
            yield session
        database.dispose()


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
        yield System(address, _accounts(data / "demo-accounts.txt"), data, packs)
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
    found = re.findall(r"(\S+@example\.org)\s+(\S+)", file.read_text())
    return {email.partition("@")[0]: Account(email, password) for email, password in found}
