"""What a learner works on and has not handed in, and the hints that they opened."""

from __future__ import annotations

import base64
import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from web.db import Base, now


class LearnerDraft(Base):
    """The work of one learner on one exercise as it was saved last. The row stays when it is handed in."""

    __tablename__ = "learner_drafts"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(200), primary_key=True)
    files: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Name → base64 of its bytes, as in a submission. Empty: nothing is typed that is not handed in."""
    base_id: Mapped[str] = mapped_column(String(36), default="")
    """The submission that it goes on from; empty for the starter."""
    revision: Mapped[int] = mapped_column(default=0)
    """Counts changes, and never goes back: a window that knows an older one is told before it replaces this one."""
    saved_at: Mapped[datetime] = mapped_column(default=now)
    burst_began: Mapped[datetime] = mapped_column(default=now)
    burst: Mapped[int] = mapped_column(default=0)
    """How often it was saved since `burst_began`: there is a limit a minute."""

    def contents(self) -> dict[str, bytes]:
        """The files' bytes by name."""
        return {name: base64.b64decode(text) for name, text in self.files.items()}


class KeptDraft(Base):
    """A draft that another one took the place of. It can be brought back; the newest few are kept."""

    __tablename__ = "kept_drafts"
    __table_args__ = (Index("ix_kept_drafts_of_a_learner", "user_id", "exercise", "kept_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    exercise: Mapped[str] = mapped_column(String(200))
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(default=now)

    def contents(self) -> dict[str, bytes]:
        """The files' bytes by name."""
        return {name: base64.b64decode(text) for name, text in self.files.items()}


class OpenedHints(Base):
    """How many hints of an exercise a learner has asked for."""

    __tablename__ = "opened_hints"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
