"""Pages on which learners show what they made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db import Base
from web.models.submission import Submission


class Portfolio(Base):
    """One learner's page. It is seen by its owner alone until it is published."""

    __tablename__ = "portfolios"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    """Markdown."""
    chosen_address: Mapped[str | None] = mapped_column(String(40), unique=True)
    """The end of its address, where its owner chose one."""
    made_address: Mapped[str | None] = mapped_column(String(40), unique=True)
    """One that nobody can guess; made anew each time that it is published without a chosen one."""
    certificate_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    published_at: Mapped[datetime | None]
    items: Mapped[list[PortfolioItem]] = relationship(
        order_by="PortfolioItem.place", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )

    @property
    def address(self) -> str | None:
        """The end of the address where it is found while it is published."""
        return self.chosen_address or self.made_address


class PortfolioItem(Base):
    """One submission on the page."""

    __tablename__ = "portfolio_items"

    user_id: Mapped[int] = mapped_column(ForeignKey("portfolios.user_id", ondelete="CASCADE"), primary_key=True)
    submission_id: Mapped[str] = mapped_column(
        ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    place: Mapped[int]
    sentence: Mapped[str] = mapped_column(String(300), default="")
    submission: Mapped[Submission] = relationship(lazy="joined", innerjoin=True)
