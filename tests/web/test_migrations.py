"""Migrations keep what is there, forwards and backwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from web.db import Database
from web.migrate import configuration, upgrade
from web.models import Purpose, Submission

DIGEST = "sha256:" + "1" * 64
BEFORE = f"""
INSERT INTO users (id, email, name, password_hash, role, language, theme, active, created_at)
  VALUES (1, 'a@school.example', 'A', '', 'learner', 'en', 'auto', 1, '2026-01-01');
INSERT INTO exercise_versions (digest, exercise, bundle, created_at)
  VALUES ('{DIGEST}', 'tiny/add', x'7b7d', '2026-01-01');
INSERT INTO submissions (id, user_id, exercise, digest, files, idempotency_key, state, attempt, delivery, created_at)
  VALUES ('first', 1, 'tiny/add', '{DIGEST}', '{json.dumps({"a.py": "eA=="})}', 'click', 'graded', 2, 1, '2026-01-02'),
         ('second', 1, 'tiny/add', '{DIGEST}', '{{}}', NULL, 'queued', 1, 1, '2026-01-03');
INSERT INTO reports (submission_id, attempt, verdict, score, body, recorded_at)
  VALUES ('first', 1, 'grader_error', 0, '{{}}', '2026-01-02'), ('first', 2, 'passed', 1, '{{}}', '2026-01-02');
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database of the first form, with a learner's work in it."""
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    command.upgrade(configuration(url), "0001")
    database = Database(url)
    with database.engine.begin() as connection:
        for statement in BEFORE.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    return database


def test_what_was_handed_in_and_its_reports_survive_the_way_up(database: Database) -> None:
    upgrade(str(database.engine.url))
    with database.session() as session:
        first = session.get_one(Submission, "first")
        assert (first.purpose, first.label, first.batch_id, first.origin_id) == (Purpose.LEARNER, "", None, None)
        assert first.contents() == {"a.py": b"x"}
        assert [(stored.attempt, stored.digest) for stored in first.reports] == [(1, DIGEST), (2, DIGEST)]
        assert session.get_one(Submission, "second").reports == []
        assert session.scalars(text("PRAGMA foreign_key_check")).all() == []
    database.dispose()


def test_they_survive_the_way_back_and_trials_do_not(database: Database) -> None:
    upgrade(str(database.engine.url))
    with database.session() as session:
        trial = Submission(id="trial", user_id=1, purpose=Purpose.TRIAL, exercise="tiny/add", digest=DIGEST, files={})
        session.add(trial)
    database.dispose()
    command.downgrade(configuration(str(database.engine.url)), "0001")
    with database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT id, idempotency_key FROM submissions ORDER BY id").all()
        reports = connection.exec_driver_sql("SELECT attempt, verdict FROM reports ORDER BY attempt").all()
        tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    assert [tuple(row) for row in kept] == [("first", "click"), ("second", None)]
    assert [tuple(row) for row in reports] == [(1, "grader_error"), (2, "passed")]
    assert not tables & {
        "packs",
        "pack_versions",
        "drafts",
        "pack_events",
        "regrades",
        "learner_drafts",
        "kept_drafts",
        "opened_hints",
    }
    database.dispose()
    upgrade(str(database.engine.url))
    with database.session() as session:
        assert session.get_one(Submission, "first").reports[1].digest == DIGEST
    database.dispose()
