"""`/healthz`: this process lives. `/readyz`: database, queue and at least one worker are there."""

from __future__ import annotations

import redis
from flask import Blueprint, Response, json
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from web import context

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 while this process answers."""
    return _answer({}, 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 when a submission would be graded now; 503, and what is missing, otherwise."""
    checks = {"database": _database(), "queue": "ok", "workers": "ok"}
    try:
        if not context.queue().workers():
            checks["workers"] = "no worker takes jobs"
    except redis.RedisError:
        checks["queue"] = checks["workers"] = "the queue does not answer"
    return _answer(checks, 200 if set(checks.values()) == {"ok"} else 503)


def _database() -> str:
    try:
        context.session().execute(text("SELECT 1 FROM users LIMIT 1"))
    except SQLAlchemyError:
        return "the database does not answer, or `bootcamp db upgrade` has not run"
    return "ok"


def _answer(checks: dict[str, str], status: int) -> Response:
    words = "ok" if status == 200 else "not ready"  # noqa: PLR2004 - HTTP's own number
    return Response(json.dumps({"status": words, **checks}), status, mimetype="application/json")
