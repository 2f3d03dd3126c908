"""Exercises as they were when somebody submitted to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from web.db import Base, now


class ExerciseVersion(Base):
    """A bundle by its digest. Redis may lose bundles; this is where they come back from. Never shown to anybody."""

    __tablename__ = "exercise_versions"

    digest: Mapped[str] = mapped_column(String(80), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(200), index=True)
    bundle: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
