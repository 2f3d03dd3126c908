"""What has been asked: one's own questions, and those that mentors are to answer."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from web.models import HelpMessage, HelpReading, HelpThread, Submission, User
from web.services.cohorts import learners_looked_after

_SHOWN = 100
"""Threads in a list, at most: the newest, or of those that wait, the oldest."""


def own_threads(session: Session, user: User) -> list[HelpThread]:
    """What *user* asked, newest first."""
    query = select(HelpThread).join(Submission).where(Submission.user_id == user.id)
    return list(session.scalars(query.order_by(HelpThread.asked_at.desc(), HelpThread.id).limit(_SHOWN)))


def waiting_threads(session: Session, user: User) -> list[HelpThread]:
    """What waits for an answer of those who look after the learner, *user* among them; oldest first."""
    query = _to_answer(user).where(HelpThread.waiting_since.is_not(None))
    return list(session.scalars(query.order_by(HelpThread.waiting_since, HelpThread.id).limit(_SHOWN)))


def answered_threads(session: Session, user: User) -> list[HelpThread]:
    """What was answered or solved, newest first."""
    query = _to_answer(user).where(HelpThread.waiting_since.is_(None))
    return list(session.scalars(query.order_by(HelpThread.asked_at.desc(), HelpThread.id).limit(_SHOWN)))


def count_unread(session: Session, user: User) -> int:
    """How many of *user*'s own questions have something that they have not seen."""
    unread = (
        select(func.count(HelpThread.id.distinct()))
        .join(Submission, Submission.id == HelpThread.submission_id)
        .join(HelpMessage, HelpMessage.thread_id == HelpThread.id)
        .outerjoin(HelpReading, (HelpReading.thread_id == HelpThread.id) & (HelpReading.user_id == user.id))
        .where(
            Submission.user_id == user.id,
            HelpMessage.author_id.is_distinct_from(user.id),
            HelpMessage.id > func.coalesce(HelpReading.read_up_to, 0),
        )
    )
    return session.scalar(unread) or 0


def count_waiting(session: Session, user: User) -> int:
    """How many questions wait for *user* or somebody else who looks after the learner."""
    waiting = _to_answer(user).where(HelpThread.waiting_since.is_not(None))
    return session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def _to_answer(user: User) -> Select[HelpThread]:
    return (
        select(HelpThread)
        .join(Submission, Submission.id == HelpThread.submission_id)
        .where(Submission.user_id != user.id, Submission.user_id.in_(learners_looked_after(user)))
    )
