"""The system at a glance."""

from __future__ import annotations

import redis
from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from web import context
from web.languages import written_number
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
        workers, waiting = context.queue().workers(), written_number(context.queue().length())
    except redis.RedisError:
        workers, waiting = None, "?"
    tiles = [
        {"figure": written_number(len(users)), "words": ngettext("account", "accounts", len(users))},
        {"figure": written_number(total), "words": ngettext("submission", "submissions", total)},
        {"figure": written_number(total - graded), "words": _("not graded yet")},
        {"figure": waiting, "words": _("jobs in the queue")},
    ]
    return render_template("admin/overview.html", tiles=tiles, workers=workers, users=users)
