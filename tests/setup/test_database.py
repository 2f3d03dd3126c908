"""`make up` prepares its database once, and again when something that it follows from has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from up.database import prepare
from up.folder import DataFolder

PACK = "id: tiny\ntitle: Tiny\nlanguages: [en]\nexercises: []\n"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    (tmp_path / "packs" / "tiny").mkdir(parents=True)
    (tmp_path / "packs" / "tiny" / "pack.yaml").write_text(PACK)
    return DataFolder(tmp_path / "data")


@pytest.fixture
def environ(folder: DataFolder, tmp_path: Path) -> dict[str, str]:
    return dict(os.environ) | {
        "BOOTCAMP_DATA_DIR": str(folder.path),
        "BOOTCAMP_SECRET_KEY": folder.secret("sessions"),
        "BOOTCAMP_PACKS_DIR": str(tmp_path / "packs"),
        "BOOTCAMP_DATABASE_URL": "",
    }


def said(capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether the last step was skipped."""
    return capsys.readouterr().out.strip().endswith("unchanged")


def test_it_is_prepared_once(folder: DataFolder, environ: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    prepare(folder, environ)
    assert not said(capsys)
    assert (folder.path / "demo-accounts.txt").exists()
    prepare(folder, environ)
    assert said(capsys)


def test_a_changed_pack_an_older_copy_and_a_lost_file_are_noticed(
    folder: DataFolder, environ: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = folder.path / "bootcamp.sqlite3"
    prepare(folder, environ)
    (tmp_path / "packs" / "tiny" / "pack.yaml").write_text(PACK.replace("Tiny", "Small"))
    prepare(folder, environ)
    assert not said(capsys)
    shutil.copy(database, tmp_path / "copy")
    database.unlink()
    prepare(folder, environ)
    assert not said(capsys)
    assert database.exists()
    (tmp_path / "copy").replace(database)
    prepare(folder, environ)
    assert not said(capsys)
    prepare(folder, environ)
    assert said(capsys)
