"""Packs that come with the installation."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.conftest import PACKS
from web.models import PackEvent, PackVersion, StoredPack, User
from web.services.authoring import sources, versions
from web.services.catalog import Catalog
from web.services.shipping import Shipped, ship


@pytest.fixture
def packs_dir(tmp_path: Path) -> Path:
    """A folder with the tiny pack, which is shipped already."""
    folder = tmp_path / "packs"
    shutil.copytree(PACKS / "tiny", folder / "tiny")
    return folder


def _change(packs_dir: Path, text: str) -> None:
    (packs_dir / "tiny" / "add" / "statement.md").write_text(text)


def _ship(session: Session, packs_dir: Path) -> dict[str, Shipped]:
    return {one.pack_id: one.outcome for one in ship(session, packs_dir)}


def _current(session: Session) -> PackVersion:
    session.expire_all()
    return session.get_one(PackVersion, session.get_one(StoredPack, "tiny").current_version_id)


def test_what_has_not_changed_makes_no_new_version(session: Session, packs_dir: Path) -> None:
    assert _ship(session, packs_dir) == {"tiny": Shipped.KNOWN}
    assert [version.number for version in session.scalars(select(PackVersion))] == [1]
    assert _current(session).shipped
    assert session.get_one(StoredPack, "tiny").owner_id is None


def test_a_change_becomes_current_and_the_old_version_stays(
    session: Session, packs_dir: Path, published: Callable[[], Catalog]
) -> None:
    _change(packs_dir, "New words.")
    assert _ship(session, packs_dir) == {"tiny": Shipped.CURRENT}
    assert _current(session).number == 2
    assert published().exercise("tiny/add").statements[""] == "New words."
    assert len(session.scalars(select(PackVersion)).all()) == 2


def test_what_an_admin_published_here_stays_current(
    session: Session,
    packs_dir: Path,
    people: dict[str, User],
    write: Callable[..., object],
    publish: Callable[..., PackVersion],
) -> None:
    write("add/statement.md", "Ours.", "tiny", "admin")
    publish("tiny", "our words", "admin")
    _change(packs_dir, "Theirs.")
    assert _ship(session, packs_dir) == {"tiny": Shipped.BESIDE}
    assert _current(session).number == 2
    assert _ship(session, packs_dir) == {"tiny": Shipped.KNOWN}
    versions.roll_back(session, people["admin"], "tiny", 3, "theirs are better")
    _change(packs_dir, "Theirs, later.")
    assert _ship(session, packs_dir) == {"tiny": Shipped.CURRENT}


def test_what_an_admin_rolled_back_to_stays_current(session: Session, packs_dir: Path, people: dict[str, User]) -> None:
    _change(packs_dir, "Second.")
    _ship(session, packs_dir)
    versions.roll_back(session, people["admin"], "tiny", 1, "the first was better")
    _change(packs_dir, "Third.")
    assert _ship(session, packs_dir) == {"tiny": Shipped.BESIDE}
    assert _current(session).number == 1


def test_a_folder_that_goes_back_to_what_it_was_is_followed(session: Session, packs_dir: Path) -> None:
    before = (packs_dir / "tiny" / "add" / "statement.md").read_text()
    for text, number in (("Second.", 2), (before, 1), ("Third.", 3)):
        _change(packs_dir, text)
        assert _ship(session, packs_dir) == {"tiny": Shipped.CURRENT}
        assert _current(session).number == number


def test_a_faulty_pack_is_told_and_hides_no_other(session: Session, packs_dir: Path) -> None:
    (packs_dir / "broken").mkdir()
    (packs_dir / "broken" / "pack.yaml").write_text("id: broken\ntitel: Oops\n")
    faulty, sound = ship(session, packs_dir)
    assert (faulty.pack_id, faulty.outcome, sound.outcome) == ("broken", Shipped.FAULTY, Shipped.KNOWN)
    assert "titel" in faulty.faults
    assert session.get(StoredPack, "broken") is None


def test_a_pack_that_somebody_here_owns_is_never_overwritten(
    session: Session, packs_dir: Path, people: dict[str, User], mine: PackVersion
) -> None:
    sources.copy_pack(session, people["instructor"], "mine", "theirs")
    shutil.copytree(packs_dir / "tiny", packs_dir / "theirs")
    manifest = packs_dir / "theirs" / "pack.yaml"
    manifest.write_text(manifest.read_text().replace("id: tiny", "id: theirs"))
    assert _ship(session, packs_dir)["theirs"] is Shipped.TAKEN
    assert session.get_one(StoredPack, "theirs").owner_id == people["instructor"].id


def test_an_event_tells_of_each_shipment(session: Session, packs_dir: Path) -> None:
    _change(packs_dir, "New words.")
    _ship(session, packs_dir)
    events = session.scalars(select(PackEvent).order_by(PackEvent.id)).all()
    assert [(event.kind, event.version.number if event.version else 0) for event in events] == [
        ("shipped", 1),
        ("shipped", 2),
    ]


def test_a_folder_that_is_not_there_ships_nothing(session: Session, tmp_path: Path) -> None:
    assert ship(session, tmp_path / "nowhere") == []
