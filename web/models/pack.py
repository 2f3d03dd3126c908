"""Packs as the application keeps them: their versions, the draft of the next one, their authors and their history."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db import Base, now
from web.models.user import User


class StoredPack(Base):
    """A pack. Its id is what addresses and submissions call it by; two packs never share one."""

    __tablename__ = "packs"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """None for a pack that came with the installation."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("pack_versions.id", name="fk_packs_current_version", use_alter=True)
    )
    """What learners see; None until the first publication."""
    owner: Mapped[User | None] = relationship(lazy="joined")
    authors: Mapped[list[PackAuthor]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class PackAuthor(Base):
    """Somebody who may edit a pack beside its owner."""

    __tablename__ = "pack_authors"

    pack_id: Mapped[str] = mapped_column(ForeignKey("packs.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    user: Mapped[User] = relationship(lazy="joined")


class PackVersion(Base):
    """A pack as it was published. Never changed, never deleted."""

    __tablename__ = "pack_versions"
    __table_args__ = (UniqueConstraint("pack_id", "number"), UniqueConstraint("pack_id", "digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[str] = mapped_column(ForeignKey("packs.id", ondelete="CASCADE"))
    number: Mapped[int]
    """1, 2, 3 … within the pack."""
    label: Mapped[str] = mapped_column(String(40))
    """`version:` of its pack.yaml."""
    digest: Mapped[str] = mapped_column(String(80))
    """Of the files' names and contents; see `web.services.pack_files`."""
    files: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """A ZIP archive of the pack's folder."""
    shipped: Mapped[bool]
    """Whether it came from the folder of packs, rather than from the application."""
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[User | None] = relationship(lazy="joined")


class Draft(Base):
    """What the next version of a pack will be. There is one a pack, or none."""

    __tablename__ = "drafts"

    pack_id: Mapped[str] = mapped_column(ForeignKey("packs.id", ondelete="CASCADE"), primary_key=True)
    files: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """A ZIP archive, like that of a version. None: nothing is changed since the current version."""
    revision: Mapped[int] = mapped_column(default=0)
    """Counts changes, and never goes back."""
    changed_in: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """File → the revision in which it changed last: who changes a file that somebody else changed since is told."""
    base_version_id: Mapped[int | None] = mapped_column(ForeignKey("pack_versions.id"))
    """The version that it began as."""
    updated_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(default=now)


class PackEventKind(StrEnum):
    """What can happen to a pack."""

    CREATED = "created"
    SHIPPED = "shipped"
    """A version came with the installation."""
    UPLOADED = "uploaded"
    """The draft's files were replaced by an archive."""
    IMPORTED = "imported"
    """The draft's files were replaced by a git repository's."""
    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"
    AUTHOR_ADDED = "author_added"
    AUTHOR_REMOVED = "author_removed"


class PackEvent(Base):
    """One thing that happened to a pack. Rows are only ever added."""

    __tablename__ = "pack_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[str] = mapped_column(ForeignKey("packs.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PackEventKind] = mapped_column(String(20))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("pack_versions.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    happened_at: Mapped[datetime] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[PackVersion | None] = relationship(lazy="joined")
    user: Mapped[User | None] = relationship(lazy="joined")
