"""People and their sign-ins."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db import Base, now


class Role(StrEnum):
    """What somebody may do at most; in a cohort, the enrolment says."""

    LEARNER = "learner"
    INSTRUCTOR = "instructor"
    LEAD = "lead"
    ADMIN = "admin"


class User(Base):
    """Somebody with an account."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case."""
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[Role] = mapped_column(String(20), default=Role.LEARNER)
    language: Mapped[str] = mapped_column(String(10), default="en")
    """Of statements."""
    interface: Mapped[str] = mapped_column(String(10), default="", server_default="")
    """Of all else; empty: what the browser asks for."""
    theme: Mapped[str] = mapped_column(String(10), default="auto")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    # What Flask-Login asks. It remembers the sign-in, not the user: one that has ended is worth nothing.
    is_authenticated = True
    is_anonymous = False
    login_id = ""
    """The `LoginSession` by which this request came in; empty for any other."""

    @property
    def is_active(self) -> bool:
        """Whether this account may be used."""
        return self.active

    def get_id(self) -> str:
        """What the cookie remembers."""
        return self.login_id


class LoginSession(Base):
    """One sign-in in one browser. Deleting it signs that browser out at once."""

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=lambda: secrets.token_urlsafe(32))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    user: Mapped[User] = relationship(lazy="joined")
