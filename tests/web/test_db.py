"""Sessions and transactions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from web.config import WebConfig
from web.db import Base, Database, begin_writing
from web.migrate import upgrade
from web.models import Cohort


def test_migrations_lead_to_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgrade_can_run_again(web_config: WebConfig, database: Database) -> None:
    with database.session() as session:
        session.add(Cohort(name="Autumn"))
    upgrade(web_config.database_url)
    with database.session() as session:
        assert session.scalar(select(Cohort.name)) == "Autumn"


def test_a_session_keeps_nothing_when_its_block_raises(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            session.add(Cohort(name="Autumn"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.session() as session:
        assert session.scalar(select(Cohort.name)) is None


def test_one_who_read_before_another_wrote_can_write_after_begin_writing(database: Database) -> None:
    with database.new_session() as reader, database.new_session() as writer:
        reader.scalars(select(Cohort)).all()
        writer.add(Cohort(name="Autumn"))
        writer.commit()
        begin_writing(reader)
        reader.add(Cohort(name="Winter"))
        reader.commit()
        assert set(writer.scalars(select(Cohort.name))) == {"Autumn", "Winter"}


def test_without_begin_writing_sqlite_would_refuse(database: Database) -> None:
    """Why `begin_writing` is there; when this no longer fails, it can go."""
    with database.new_session() as reader, database.new_session() as writer:
        reader.scalars(select(Cohort)).all()
        writer.add(Cohort(name="Autumn"))
        writer.commit()
        reader.add(Cohort(name="Winter"))
        with pytest.raises(OperationalError, match="locked"):
            reader.commit()


def test_begin_writing_keeps_a_transaction_that_writes_already(database: Database) -> None:
    with database.new_session() as session:
        begin_writing(session)
        session.add(Cohort(name="Autumn"))
        begin_writing(session)
        session.rollback()
        assert session.scalar(select(Cohort.name)) is None


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=2)))
    with database.session() as session:
        session.add(Cohort(name="Autumn", created_at=noon))
    with database.session() as session:
        stored = session.scalar(select(Cohort.created_at))
    assert stored == noon
    assert stored is not None
    assert stored.tzinfo == UTC
