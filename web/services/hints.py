"""Hints are opened one at a time; how many a learner has opened is remembered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.packs.reader import LoadedExercise
from web.db import begin_writing
from web.models import OpenedHints, User


def opened(session: Session, user: User, exercise_id: str) -> int:
    """How many hints of this exercise *user* has asked for."""
    found = session.get(OpenedHints, (user.id, exercise_id))
    return found.count if found else 0


def open_next(session: Session, user: User, exercise: LoadedExercise) -> int:
    """One more, as far as there are any; returns how many are open now."""
    begin_writing(session)
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    found = session.get(OpenedHints, (user.id, exercise.id), populate_existing=True)
    if found is None:
        found = OpenedHints(user_id=user.id, exercise=exercise.id, count=0)
        session.add(found)
    found.count = min(found.count + 1, len(exercise.exercise.hints))
    session.flush()
    return found.count
