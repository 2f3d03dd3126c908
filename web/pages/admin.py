"""The system at a glance."""

from __future__ import annotations

import redis
from flask import Blueprint, render_template
from sqlalchemy import func, select

from web import context
from web.models import State, Submission, User

blueprint = Blueprint("admin", __name__, url_prefix="/system")


@blueprint.get("")
def overview() -> str:
    """Figures, workers, accounts."""
    session = context.session()
    users = list(session.scalars(select(User).order_by(User.name, User.email)))
    total = session.scalar(select(func.count()).select_from(Submission)) or 0
    graded = session.scalar(select(func.count()).where(Submission.state == State.GRADED)) or 0
    try:
        workers, waiting = context.queue().workers(), str(context.queue().length())
    except redis.RedisError:
        workers, waiting = None, "?"
    tiles = [
        {"figure": len(users), "words": "accounts"},
        {"figure": total, "words": "submissions"},
        {"figure": total - graded, "words": "not graded yet"},
        {"figure": waiting, "words": "jobs in the queue"},
    ]
    return render_template("admin/overview.html", tiles=tiles, workers=workers, users=users)
