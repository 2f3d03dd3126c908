"""Who may call which endpoint. One that is not in the table cannot be called by anybody."""

from __future__ import annotations

from enum import StrEnum

from flask import Flask, abort, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from web import context
from web.api.access import ACCESS as API_ACCESS
from web.models import Role
from web.pages.access import ACCESS as PAGE_ACCESS
from web.services import accounts


class Access(StrEnum):
    """Who may come in. What exactly they may see there, the services decide object by object."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    INSTRUCTOR = "instructor"
    LEAD = "lead"
    ADMIN = "admin"
    TOKEN = "token"  # noqa: S105 - a way in, no secret
    """By a token in the header only: a cookie counts for nothing there, so nothing can be forged across sites."""


_ROLES = {
    Access.INSTRUCTOR: {Role.INSTRUCTOR, Role.ADMIN},
    Access.LEAD: {Role.LEAD, Role.INSTRUCTOR, Role.ADMIN},
    Access.ADMIN: {Role.ADMIN},
}
_OTHERS = {
    "health.healthz": Access.PUBLIC,
    "health.readyz": Access.PUBLIC,
    "metrics.metrics": Access.PUBLIC,
}
PERMISSIONS: dict[str, Access] = {
    endpoint: Access(access) for endpoint, access in {**PAGE_ACCESS, **API_ACCESS, **_OTHERS}.items()
}


def install(app: Flask) -> None:
    """Asks before every request."""
    app.before_request(_check)


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: 404 or 405 comes by itself
    access = PERMISSIONS.get(request.endpoint)
    if access is None:
        abort(403)
    if access is Access.PUBLIC:
        return None
    if access is Access.TOKEN:
        _check_token()
        return None
    if not current_user.is_authenticated:
        return _to_the_door()
    if access in _ROLES and current_user.role not in _ROLES[access]:
        abort(403)
    return None


def _check_token() -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    user = accounts.user_of_token(context.session(), token.strip()) if scheme.lower() == "bearer" else None
    if user is None:
        abort(401)
    g.token_user = user


def _to_the_door() -> Response:
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("auth.sign_in", next=wanted if wanted != "/" else None))
