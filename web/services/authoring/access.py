"""Who may look into a pack, and who may change it: its owner, its authors and admins; nobody else, ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.db import begin_writing
from web.models import Draft, PackAuthor, PackEvent, PackEventKind, PackVersion, Role, StoredPack, User
from web.services.accounts import required_user
from web.services.errors import Invalid, NotAllowed, NotFound

_TEACH = (Role.INSTRUCTOR, Role.ADMIN)


@dataclass(frozen=True)
class PackLine:
    """A pack in the list of packs."""

    id: str
    owner: str
    """Empty for a pack that came with the installation."""
    number: int | None
    """Of the current version; None while nothing is published."""
    label: str
    published_at: datetime | None
    has_changes: bool
    """Whether its draft differs from the current version. Always False for those who may not edit it."""
    may_edit: bool


def may_edit(user: User, pack: StoredPack) -> bool:
    """Whether *user* may change, publish and roll back the pack."""
    if user.role == Role.ADMIN:
        return True
    return user.role == Role.INSTRUCTOR and user.id in {pack.owner_id, *(author.user_id for author in pack.authors)}


def pack_for(session: Session, user: User, pack_id: str) -> StoredPack:
    """The pack, for somebody who may look at all of it: any instructor. Raises `NotFound`.

    One that was never published is nobody's but its authors'.
    """
    pack = session.get(StoredPack, pack_id, populate_existing=True)
    if pack is None or user.role not in _TEACH or (pack.current_version_id is None and not may_edit(user, pack)):
        raise NotFound("There is no such pack.")
    return pack


def pack_to_edit(session: Session, user: User, pack_id: str) -> StoredPack:
    """The pack, for somebody who may change it. Raises `NotFound`, `NotAllowed`."""
    pack = pack_for(session, user, pack_id)
    if not may_edit(user, pack):
        raise NotAllowed("Only the pack's owner, its authors and admins may change it. You may make a copy of it.")
    return pack


def packs_of(session: Session, user: User) -> list[PackLine]:
    """All packs that *user* may look into, by id."""
    if user.role not in _TEACH:
        return []
    versions = {version.id: version for version in session.scalars(select(PackVersion))}
    changed = set(session.scalars(select(Draft.pack_id).where(Draft.files.is_not(None))))
    lines = []
    for pack in session.scalars(select(StoredPack).order_by(StoredPack.id)):
        editable = may_edit(user, pack)
        version = versions.get(pack.current_version_id or 0)
        if version is None and not editable:
            continue
        lines.append(
            PackLine(
                id=pack.id,
                owner=pack.owner.name if pack.owner else "",
                number=version.number if version else None,
                label=version.label if version else "",
                published_at=version.created_at if version else None,
                has_changes=editable and pack.id in changed,
                may_edit=editable,
            )
        )
    return lines


def add_author(session: Session, user: User, pack_id: str, email: str) -> None:
    """Lets another instructor edit the pack. The caller commits. Raises `NotFound`, `NotAllowed`, `Invalid`."""
    pack = pack_to_edit(session, user, pack_id)
    other = required_user(session, email)
    if other.role not in _TEACH:
        raise Invalid("%(email)s is no instructor.", email=other.email)
    begin_writing(session)
    if session.get(PackAuthor, (pack.id, other.id)) is None:
        pack.authors.append(PackAuthor(pack_id=pack.id, user_id=other.id, user=other))
        session.add(_event(pack, user, PackEventKind.AUTHOR_ADDED, other))
    session.flush()


def remove_author(session: Session, user: User, pack_id: str, user_id: int) -> None:
    """Takes that back. The caller commits. Raises `NotFound`, `NotAllowed`."""
    pack = pack_to_edit(session, user, pack_id)
    begin_writing(session)
    author = session.get(PackAuthor, (pack.id, user_id))
    if author is None:
        raise NotFound("There is no such author.")
    session.add(_event(pack, user, PackEventKind.AUTHOR_REMOVED, author.user))
    pack.authors.remove(author)
    session.flush()


def _event(pack: StoredPack, user: User, kind: PackEventKind, other: User) -> PackEvent:
    return PackEvent(pack_id=pack.id, kind=kind, user_id=user.id, note=other.email)
