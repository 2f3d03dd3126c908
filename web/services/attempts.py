"""How many submissions to one exercise a pack allows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.messages import say_counted
from web.models import User
from web.services.catalog import Catalog
from web.services.errors import NotAllowed
from web.services.tallies import attempts_used


def attempts_of(catalog: Catalog, exercise_id: str) -> int | None:
    """How many submissions to this exercise there may be at most; None for any number."""
    return catalog.pack_of(exercise_id).pack.grading.attempts


def attempts_left(session: Session, catalog: Catalog, user: User, exercise_id: str) -> int | None:
    """How often *user* may still hand in for this exercise; None for any number."""
    allowed = attempts_of(catalog, exercise_id)
    return None if allowed is None else max(0, allowed - attempts_used(session, user, exercise_id))


def check_attempts_left(session: Session, user: User, exercise_id: str, allowed: int) -> None:
    """Raises `NotAllowed` when none is left. Call it after `begin_writing`, so that two at once count both."""
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    if attempts_used(session, user, exercise_id) >= allowed:
        raise NotAllowed(
            say_counted(
                "This exercise can be handed in once, and you have done that. What you did counts.",
                "This exercise can be handed in %(count)s times, and you have done that. What you did counts.",
                allowed,
            )
        )
