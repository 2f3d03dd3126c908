"""What learners ask people about their submissions, and what they are answered."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db import Base, now
from web.models.submission import Submission
from web.models.user import User


class HelpThread(Base):
    """All that is said about one submission. It goes when its submission goes, and so with its learner."""

    __tablename__ = "help_threads"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    waiting_since: Mapped[datetime | None] = mapped_column(default=now, index=True)
    """When the learner asked what nobody has answered yet; None once it is answered or solved."""
    solved_at: Mapped[datetime | None]
    """When the learner said that it is solved."""
    submission: Mapped[Submission] = relationship(lazy="joined", innerjoin=True)
    messages: Mapped[list[HelpMessage]] = relationship(
        order_by="HelpMessage.id", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    readings: Mapped[list[HelpReading]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class HelpMessage(Base):
    """One message. Written once, never changed."""

    __tablename__ = "help_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("help_threads.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    """None once a mentor's account is gone: the answer stays with who asked."""
    text: Mapped[str] = mapped_column(Text)
    """Markdown."""
    file: Mapped[str] = mapped_column(String(200), default="")
    """Which file it is about; empty: the whole submission."""
    first_line: Mapped[int | None]
    last_line: Mapped[int | None]
    """Counted from 1, both inclusive; None: the whole file."""
    written_at: Mapped[datetime] = mapped_column(default=now)
    author: Mapped[User | None] = relationship(lazy="joined")


class HelpReading(Base):
    """How far somebody has read a thread."""

    __tablename__ = "help_readings"

    thread_id: Mapped[str] = mapped_column(ForeignKey("help_threads.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    read_up_to: Mapped[int] = mapped_column(default=0)
    """The id of the newest message that they have seen."""
