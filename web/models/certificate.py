"""Certificates for finished packs."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from web.db import Base, now

_IN_FORCE = text("withdrawn_at IS NULL")


class Certificate(Base):
    """Says that somebody finished a pack. All that stands on it is kept here as it was when it was issued."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index(
            "ix_certificates_in_force",
            "user_id",
            "pack_id",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: secrets.token_urlsafe(16))
    """Stands in its public address, which nobody can guess."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    pack_id: Mapped[str] = mapped_column(String(60))
    pack_title: Mapped[str] = mapped_column(String(300))
    pack_version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(10))
    """That it is written in."""
    name: Mapped[str] = mapped_column(String(120))
    """As the learner wished it; empty once it is withdrawn."""
    skills: Mapped[list[str]] = mapped_column(JSON)
    exercise_count: Mapped[int]
    minutes: Mapped[int]
    """The authors' guess for all its exercises."""
    issuer: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
