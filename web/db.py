"""The database: engine, sessions, and the base of all models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Engine, TypeDecorator, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

_TO_WRITE = "bootcamp_to_write"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Stored in UTC; SQLite would forget the time zone otherwise."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To UTC, without a zone where the database keeps none."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Back to UTC."""
        del dialect
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Base of all models."""

    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 - SQLAlchemy's way


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def make_engine(url: str) -> Engine:
    """An engine for *url*. SQLite gets what makes it safe for several processes that write."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=40)
    engine = create_engine(
        url, connect_args={"timeout": 15, "check_same_thread": False}, pool_size=20, max_overflow=100
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, see `_begin_sqlite`
    cursor = connection.cursor()
    # A write-ahead log lets readers go on while somebody writes; FULL: an accepted submission survives a power cut.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_TO_WRITE) else "BEGIN")


def begin_writing(session: Session) -> None:
    """Commits what was read, and begins a transaction that waits its turn among all that write.

    Within such a transaction it does nothing. Every service calls this before its first change: SQLite
    refuses to write on what was read before somebody else wrote, and does so at once, without waiting.
    Keep it short: one writes at a time.
    """
    if session.in_transaction() and session.connection().get_execution_options().get(_TO_WRITE):
        return
    session.commit()
    session.connection(execution_options={_TO_WRITE: True})


class Database:
    """Sessions on one database."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end, rolled back on any exception."""
        with self._sessions() as session:
            yield session
            session.commit()

    def new_session(self) -> Session:
        """A session whose owner commits and closes it."""
        return self._sessions()

    def dispose(self) -> None:
        """Closes all connections."""
        self.engine.dispose()
