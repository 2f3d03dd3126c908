"""Regrades: what learners handed in, graded once more on the present version of its exercise."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from web.db import Base, now


class RegradeState(StrEnum):
    """How far a regrade is."""

    RUNNING = "running"
    """Submissions are graded; nothing that counts has changed."""
    APPLIED = "applied"
    CANCELLED = "cancelled"


class Regrade(Base):
    """One regrade of one exercise. Its submissions carry its id as their `batch_id`."""

    __tablename__ = "regrades"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(200), index=True)
    from_digests: Mapped[list[str]] = mapped_column(JSON)
    to_digest: Mapped[str] = mapped_column(ForeignKey("exercise_versions.digest"))
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[RegradeState] = mapped_column(String(10), default=RegradeState.RUNNING)
    applied_at: Mapped[datetime | None]
