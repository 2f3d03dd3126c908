"""The web side's commands."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from tests.web.conftest import PACKS
from web.cli import db_group
from web.db import Database
from web.models import PackVersion, StoredPack
from web.services.catalog import Shelf


@pytest.fixture
def packs_dir(tmp_path: Path) -> Path:
    shutil.copytree(PACKS, tmp_path / "packs")
    return tmp_path / "packs"


def _upgrade(data_dir: Path, packs_dir: Path) -> Result:
    environ = {
        "BOOTCAMP_DATA_DIR": str(data_dir),
        "BOOTCAMP_PACKS_DIR": str(packs_dir),
        "BOOTCAMP_SECRET_KEY": secrets.token_urlsafe(32),
        "BOOTCAMP_DATABASE_URL": None,
    }
    return CliRunner().invoke(db_group, ["upgrade"], env=environ)


def test_an_upgrade_brings_the_packs_along(tmp_path: Path, packs_dir: Path) -> None:
    first = _upgrade(tmp_path / "data", packs_dir)
    assert (first.exit_code, "Pack tiny is current now." in first.output) == (0, True)
    again = _upgrade(tmp_path / "data", packs_dir)
    assert "Pack tiny has not changed." in again.output
    (packs_dir / "tiny" / "add" / "statement.md").write_text("New words.")
    assert "Pack tiny is current now." in _upgrade(tmp_path / "data", packs_dir).output
    database = Database(f"sqlite:///{tmp_path}/data/bootcamp.sqlite3")
    with database.session() as session:
        assert session.scalars(select(PackVersion.number)).all() == [1, 2]
        catalog = Shelf(tmp_path / "data" / "packs").catalog(session)
        assert catalog.exercise("tiny/add").statements[""] == "New words."
    database.dispose()


def test_a_faulty_pack_is_told_and_stops_nothing(tmp_path: Path, packs_dir: Path) -> None:
    (packs_dir / "broken").mkdir()
    (packs_dir / "broken" / "pack.yaml").write_text("id: broken\ntitel: Oops\n")
    answer = _upgrade(tmp_path / "data", packs_dir)
    assert answer.exit_code == 0
    assert "Pack broken cannot be used." in answer.output
    assert "pack.yaml:2:1: " in answer.output
    database = Database(f"sqlite:///{tmp_path}/data/bootcamp.sqlite3")
    with database.session() as session:
        assert session.scalars(select(StoredPack.id)).all() == ["tiny"]
    database.dispose()
