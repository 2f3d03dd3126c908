"""What learners hand in."""

from __future__ import annotations

import base64
import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db import Base, now
from web.models.report import StoredReport
from web.models.user import User


class State(StrEnum):
    """How far a submission is."""

    QUEUED = "queued"
    GRADING = "grading"
    GRADED = "graded"


class Purpose(StrEnum):
    """What a submission is for."""

    LEARNER = "learner"
    """Handed in; it counts."""
    TRIAL = "trial"
    """An author tries an answer on a draft or a version. It counts nowhere, and its maker alone sees it."""
    REGRADE = "regrade"
    """A learner's submission, graded once more on another version. It counts nowhere until it is applied."""


class Submission(Base):
    """One answer to one exercise. The database is the truth: it is saved before it is queued."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index("ix_submissions_of_a_learner", "user_id", "exercise", "created_at"),
        Index("ix_submissions_of_a_batch", "batch_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """Who made it: of a regrade, who started it."""
    purpose: Mapped[Purpose] = mapped_column(String(10), default=Purpose.LEARNER)
    origin_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    """Of a regrade: the learner's submission."""
    batch_id: Mapped[str | None] = mapped_column(String(36))
    """What was started together: the id of a regrade, or of trials that were run in one go."""
    label: Mapped[str] = mapped_column(String(100), default="")
    """Of a trial: which of the author's answers it runs."""
    exercise: Mapped[str] = mapped_column(String(200), index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("exercise_versions.digest"))
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    """Name → base64 of its bytes."""
    idempotency_key: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[State] = mapped_column(String(10), default=State.QUEUED, index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    delivery: Mapped[int] = mapped_column(default=0)
    """Which try to get this attempt graded is under way; 0: none yet."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    graded_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(lazy="joined")
    reports: Mapped[list[StoredReport]] = relationship(
        order_by=StoredReport.attempt, cascade="all, delete-orphan", lazy="selectin"
    )

    def contents(self) -> dict[str, bytes]:
        """The files' bytes by name."""
        return {name: base64.b64decode(text) for name, text in self.files.items()}

    @property
    def counts(self) -> bool:
        """Whether it is a learner's own work, rather than a trial or a regrade."""
        return self.purpose == Purpose.LEARNER

    @property
    def latest(self) -> StoredReport | None:
        """The report of the newest attempt that has one."""
        return self.reports[-1] if self.reports else None
