"""Packs that come with the installation: each change in their folder becomes a new version in the database.

A shipped version becomes the current one only where nobody decided otherwise: as long as the current version is
the newest shipped one. Once somebody published or rolled back in the application, later shipped versions are kept
beside, and an author may choose one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.errors import FilesRejected
from grader.packs.faults import FaultyPack
from grader.packs.reader import LoadedPack, read_pack
from web.db import begin_writing
from web.models import PackEvent, PackEventKind, PackVersion, StoredPack
from web.services.draft_changes import follow_current
from web.services.pack_files import MANIFEST, digest_of_files, files_in, zipped


class Shipped(StrEnum):
    """What became of a pack of the folder."""

    CURRENT = "is current now"
    BESIDE = "is kept beside what was published here"
    KNOWN = "has not changed"
    FAULTY = "cannot be used"
    TAKEN = "is left out: somebody here owns a pack of this name"


@dataclass(frozen=True)
class Shipment:
    """One pack of the folder."""

    pack_id: str
    outcome: Shipped
    faults: str = ""
    """One a line."""


def ship(session: Session, packs_dir: Path) -> list[Shipment]:
    """Brings the packs of *packs_dir* into the database; commits pack by pack. Running it again changes nothing."""
    shipments = []
    for folder in sorted(packs_dir.iterdir() if packs_dir.is_dir() else ()):
        if not (folder / MANIFEST).is_file():
            continue
        try:
            pack, files = read_pack(folder), files_in(folder)
        except (FaultyPack, FilesRejected, OSError) as error:
            shipments.append(Shipment(folder.name, Shipped.FAULTY, str(error)))
            continue
        shipments.append(Shipment(folder.name, _ship(session, pack, files)))
        session.commit()
    return shipments


def _ship(session: Session, pack: LoadedPack, files: Mapping[str, bytes]) -> Shipped:
    digest = digest_of_files(files)
    begin_writing(session)
    stored = session.get(StoredPack, pack.pack.id)
    if stored is None:
        stored = StoredPack(id=pack.pack.id)
        session.add(stored)
        session.flush()
    elif stored.owner_id is not None:
        return Shipped.TAKEN
    before = _shipped_last(session, stored.id)
    if before is not None and before.digest == digest:
        return Shipped.KNOWN
    version = session.scalar(
        select(PackVersion).where(PackVersion.pack_id == stored.id, PackVersion.digest == digest)
    ) or add_version(session, pack, files, shipped=True)
    session.add(PackEvent(pack_id=stored.id, kind=PackEventKind.SHIPPED, version_id=version.id))
    if stored.current_version_id not in {None, before.id if before is not None else None}:
        return Shipped.BESIDE
    make_current(session, stored, version)
    return Shipped.CURRENT


def _shipped_last(session: Session, pack_id: str) -> PackVersion | None:
    query = (
        select(PackVersion)
        .join(PackEvent, PackEvent.version_id == PackVersion.id)
        .where(PackEvent.pack_id == pack_id, PackEvent.kind == PackEventKind.SHIPPED)
        .order_by(PackEvent.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def add_version(
    session: Session,
    pack: LoadedPack,
    files: Mapping[str, bytes],
    *,
    shipped: bool = False,
    created_by: int | None = None,
    note: str = "",
) -> PackVersion:
    """A new version. Telling of it is the caller's affair, and so is making it current."""
    pack_id = pack.pack.id
    last = session.scalar(select(func.max(PackVersion.number)).where(PackVersion.pack_id == pack_id)) or 0
    version = PackVersion(
        pack_id=pack_id,
        number=last + 1,
        label=pack.pack.version,
        digest=digest_of_files(files),
        files=zipped(files),
        shipped=shipped,
        created_by=created_by,
        note=note,
    )
    session.add(version)
    session.flush()
    return version


def make_current(session: Session, stored: StoredPack, version: PackVersion) -> None:
    """Shows *version* to learners from now on. Drafts without changes follow."""
    follow_current(session, stored, version)
    stored.current_version_id = version.id
    session.flush()
