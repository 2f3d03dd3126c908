"""Recorded reports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grader.reports import Report, Verdict
from web.db import Base, now


class StoredReport(Base):
    """The report of one attempt at grading a submission. Written once, never changed."""

    __tablename__ = "reports"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[Verdict] = mapped_column(String(20))
    score: Mapped[float]
    body: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(default=now)

    def report(self) -> Report:
        """The report itself."""
        return Report.model_validate_json(self.body)
