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
    digest: Mapped[str] = mapped_column(ForeignKey("exercise_versions.digest"))
    """The version of the exercise that it was graded on: a regrade moves its submission to another one."""
    verdict: Mapped[Verdict] = mapped_column(String(20))
    score: Mapped[float]
    body: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    graded_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who graded it, where a person did."""

    def report(self) -> Report:
        """The report itself."""
        return Report.model_validate_json(self.body)
