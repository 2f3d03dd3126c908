"""The database, brought to the form that this version needs; skipped where nothing has changed since the last time."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from setup.steps import ROOT, announced, fingerprint_of, run_or_tell

from up.folder import DataFolder
from up.services import BOOTCAMP

_CODE = tuple(ROOT / name for name in ("uv.lock", "grader", "web/migrations", "web/models", "web/services"))


def prepare(data: DataFolder, environ: Mapping[str, str]) -> None:
    """Migrates, takes in the packs that ship, and makes the demo. Raises `SetupError` when that fails.

    A second start would spend seconds on finding that there is nothing to do. A server of one's own
    (`BOOTCAMP_DATABASE_URL`) may be changed by others, and is looked at each time.
    """
    own_file = None if environ.get("BOOTCAMP_DATABASE_URL") else data.path / "bootcamp.sqlite3"
    packs = Path(environ.get("BOOTCAMP_PACKS_DIR") or "exercises").absolute()
    stamp = data.path / "database.stamp"
    with announced("Database") as line:
        code = fingerprint_of([*_CODE, packs])
        if own_file is not None and stamp.exists() and stamp.read_text() == _state(own_file, code):
            line.note = "unchanged"
            return
        stamp.unlink(missing_ok=True)
        log = data.logs / "database.log"
        log.write_bytes(b"")
        run_or_tell([BOOTCAMP, "db", "upgrade", "--demo"], log, environ=environ)
        if own_file is not None and (state := _state(own_file, code)) is not None:
            stamp.write_text(state)


def _state(database: Path, code: str) -> str | None:
    """What is true of a database that needs no work; None where it cannot be read.

    Another file, put back from a copy, gives another text.
    """
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            form = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        return f"{code} {database.stat().st_ino} {form}"
    except (OSError, sqlite3.Error):
        return None
