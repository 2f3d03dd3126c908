"""A web side on a database of its own and the real queue server, with the tiny packs of tests/data."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import redis
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grader.jobs import REPORT_FIELD, REPORT_STREAM, ReportMessage
from grader.reports import Outcome, Report, Show, TestResult, Verdict
from grader.sandbox.service import DockerSandbox
from grader.worker import GradeWorker, GradingHost
from tests.conftest import QueueServer
from web.app import create_app
from web.config import WebConfig
from web.context import Parts
from web.db import Database
from web.migrate import upgrade
from web.models import Cohort, PackVersion, Role, Submission, User
from web.services import accounts, cohorts, submissions
from web.services.authoring import drafts, sources, versions
from web.services.catalog import Catalog, Shelf
from web.services.queueing import GradingQueue
from web.services.recording import Recorded, record
from web.services.shipping import ship

PACKS = Path(__file__).parents[1] / "data" / "packs"
PASSWORD = "a long password"
ADD = "tiny/add"
GOOD = {"sums.py": b"def add(a, b):\n    return a + b\n"}

Submit = Callable[..., Submission]
Write = Callable[..., drafts.OpenDraft]
Publish = Callable[..., PackVersion]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An SQLite file after all migrations, with the tiny packs in it and nobody; made once."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    upgrade(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    with database.session() as session:
        ship(session, PACKS)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path.read_bytes()


@pytest.fixture
def web_config(tmp_path: Path, valkey: QueueServer, empty_database: bytes) -> WebConfig:
    path = tmp_path / "bootcamp.sqlite3"
    path.write_bytes(empty_database)
    return WebConfig(
        data_dir=tmp_path,
        database_url=f"sqlite:///{path}",
        redis_url=valkey.web_url,
        secret_key=secrets.token_urlsafe(32),
        packs_dir=PACKS,
    )


@pytest.fixture
def database(web_config: WebConfig) -> Iterator[Database]:
    database = Database(web_config.database_url)
    yield database
    database.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.new_session() as session:
        yield session


@pytest.fixture
def grading_queue(web_config: WebConfig) -> GradingQueue:
    return GradingQueue(web_config.redis_url)


@pytest.fixture(scope="session")
def version_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where versions are unpacked: by their digest, so that all tests may share it."""
    return tmp_path_factory.mktemp("versions")


@pytest.fixture
def catalog(session: Session, version_folders: Path) -> Catalog:
    """What is published when the test begins."""
    return Shelf(version_folders).catalog(session)


@pytest.fixture(scope="session", autouse=True)
def quick_hasher() -> Iterator[PasswordHasher]:
    """Hashes take long on purpose, and hundreds of sign-ins would: here they cost next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts, "_hasher", hasher)
        yield hasher


@pytest.fixture(scope="session")
def password_hash(quick_hasher: PasswordHasher) -> str:
    """Of `PASSWORD`, made once."""
    return quick_hasher.hash(PASSWORD)


@pytest.fixture
def people(session: Session, password_hash: str) -> dict[str, User]:
    """One account for each role, a second learner, and a lead and an instructor who are in no cohort."""
    made = {
        role.value: accounts.add_user(session, f"{role}@school.example", name=role.title(), role=role) for role in Role
    }
    made["second"] = accounts.add_user(session, "second@school.example", name="Second")
    made["colleague"] = accounts.add_user(session, "colleague@school.example", name="Colleague", role=Role.INSTRUCTOR)
    made["stranger"] = accounts.add_user(session, "stranger@school.example", name="Stranger", role=Role.LEAD)
    for user in made.values():
        user.password_hash = password_hash
    session.commit()
    return made


@pytest.fixture
def cohort(session: Session, people: dict[str, User]) -> Cohort:
    """Both learners, their lead and their instructor."""
    cohort = cohorts.add_cohort(session, "Autumn")
    for name, role in (
        ("learner", Role.LEARNER),
        ("second", Role.LEARNER),
        ("lead", Role.LEAD),
        ("instructor", Role.INSTRUCTOR),
    ):
        cohorts.enrol(session, cohort, people[name], role)
    session.commit()
    return cohort


@pytest.fixture
def write(session: Session, people: dict[str, User]) -> Write:
    """Writes a file of a draft, as its owner."""

    def write(path: str, text: str, pack: str = "mine", user: str = "instructor") -> drafts.OpenDraft:
        before = drafts.open_draft(session, people[user], pack)
        return drafts.save_file(session, people[user], pack, path, text.encode(), before.revision)

    return write


@pytest.fixture
def publish(session: Session, people: dict[str, User]) -> Publish:
    """Publishes a draft, as its owner."""

    def publish(pack: str = "mine", note: str = "as it should be", user: str = "instructor") -> PackVersion:
        revision = drafts.open_draft(session, people[user], pack).revision
        return versions.publish(session, people[user], pack, revision, note)

    return publish


@pytest.fixture
def mine(session: Session, people: dict[str, User], publish: Publish) -> PackVersion:
    """The instructor's own pack: the template, published."""
    sources.new_pack(session, people["instructor"], "mine")
    return publish()


@pytest.fixture
def set_key(write: Write, publish: Publish, session: Session, people: dict[str, User]) -> Callable[[str], None]:
    """Adds a line to the instructor's own pack.yaml, and publishes it."""

    def set_key(line: str) -> None:
        text = drafts.open_draft(session, people["instructor"], "mine").files["pack.yaml"].decode()
        write("pack.yaml", f"{text}{line}\n")
        publish(note=line)

    return set_key


@pytest.fixture
def published(session: Session, version_folders: Path) -> Callable[[], Catalog]:
    """What is published at the moment of the call."""
    shelf = Shelf(version_folders)
    return lambda: shelf.catalog(session)


@pytest.fixture
def submit(session: Session, grading_queue: GradingQueue, catalog: Catalog, people: dict[str, User]) -> Submit:
    """Hands something in: the learner's right answer to `tiny/add`, unless told otherwise."""

    def submit(
        user: str = "learner", exercise: str = ADD, files: dict[str, bytes] | None = None, key: str | None = None
    ) -> Submission:
        return submissions.submit(session, grading_queue, catalog, people[user], exercise, files or GOOD, key)

    return submit


@pytest.fixture
def pass_all(
    session: Session, grading_queue: GradingQueue, people: dict[str, User], published: Callable[[], Catalog]
) -> Callable[..., list[Submission]]:
    """Hands in for every exercise of a pack, or for some of it, and records that it passed."""

    def pass_all(user: str, pack: str, only: Sequence[str] = ()) -> list[Submission]:
        made = []
        catalog = published()
        for slug, exercise in catalog.pack(pack).exercises.items():
            if not only or slug in only:
                files = exercise.reference or dict.fromkeys(exercise.files, b"some words of mine")
                made.append(submissions.submit(session, grading_queue, catalog, people[user], exercise.id, files))
                record(session, report_on(made[-1]))
                session.commit()
        return made

    return pass_all


@pytest.fixture
def grade_all(session: Session, valkey: QueueServer, sandbox: DockerSandbox) -> Callable[[], None]:
    """Grades all that waits, in the real sandbox and with a grader's rights, and records it."""
    connection = redis.Redis.from_url(valkey.grader_url)

    def grade_all() -> None:
        host = GradingHost(connection, sandbox, "tests", sleep=lambda _: None)
        GradeWorker(host, connection, "tests").work(burst=True, logging_level="CRITICAL")
        entries: Any = valkey.admin().xrange(REPORT_STREAM)
        for entry, fields in entries:
            message = ReportMessage.model_validate_json(fields[REPORT_FIELD.encode()])
            assert record(session, message) is not Recorded.REFUSED
            session.commit()
            valkey.admin().xdel(REPORT_STREAM, entry)

    return grade_all


@pytest.fixture
def app(web_config: WebConfig) -> Iterator[Flask]:
    app = create_app(web_config)
    app.testing = False  # errors are answered as they are for people
    parts: Parts = app.extensions["bootcamp"]
    assert parts.hub.wait_until_listening(10)
    yield app
    parts.hub.stop()
    parts.database.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that has not signed in."""
    return app.test_client()


@pytest.fixture
def token(session: Session, people: dict[str, User]) -> Callable[[str], dict[str, str]]:
    """Headers that speak for somebody."""

    def token(name: str) -> dict[str, str]:
        text = accounts.new_token(session, people[name])
        session.commit()
        return {"Authorization": f"Bearer {text}"}

    return token


def report_on(submission: Submission, verdict: Verdict = Verdict.PASSED, score: float = 1.0) -> ReportMessage:
    """What a worker would report on this submission."""
    tests = [
        TestResult(
            name="test_adds_secretly",
            title="Adds two numbers",
            outcome=Outcome.PASSED if score == 1 else Outcome.FAILED,
            points=2 * score,
            max_points=2,
            show=Show.TITLE,
        )
    ]
    return ReportMessage(
        submission_id=submission.id,
        attempt=submission.attempt,
        worker="a-worker",
        report=Report(
            exercise=submission.exercise,
            exercise_digest=submission.digest,
            verdict=verdict,
            score=score,
            tests=[] if verdict is Verdict.GRADER_ERROR else tests,
        ),
    )
