"""Says what went wrong: as a page to people, as an RFC 9457 problem document to programs. Never with a traceback."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import cast

import redis
import structlog
from flask import Flask, Response, g, json, render_template, request
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from web.languages import translated
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound, ServiceError, TooOften, Unavailable

log = structlog.get_logger(__name__)

_STATUS: dict[type[ServiceError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Invalid: 422,
    Conflict: 409,
    TooOften: 429,
    Unavailable: 503,
}
_WORDS = {
    400: (
        lazy_gettext("That could not be read"),
        lazy_gettext("The page may have been open for too long. Go back, load it again, and try once more."),
    ),
    401: (lazy_gettext("Please sign in"), lazy_gettext("You are not signed in, or no longer.")),
    403: (
        lazy_gettext("Not for this account"),
        lazy_gettext("Your account may not do this. If it should, ask the person who runs your course."),
    ),
    404: (
        lazy_gettext("There is nothing here"),
        lazy_gettext("The address is wrong, or what was here belongs to somebody else."),
    ),
    405: (lazy_gettext("That does not work here"), lazy_gettext("This address does not take that kind of request.")),
    413: (
        lazy_gettext("That is too large"),
        lazy_gettext("All files of one submission together may have at most 256 kB."),
    ),
    415: (
        lazy_gettext("That could not be read"),
        lazy_gettext("This address takes JSON: send it as application/json."),
    ),
    422: (lazy_gettext("That cannot be used"), ""),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext("It is noted. Please try again in a moment; nothing that you handed in is lost."),
    ),
    503: (
        lazy_gettext("Not available at the moment"),
        lazy_gettext("Something that is needed does not answer. Please try again in a minute."),
    ),
}
_SERVER_FAULT = 500


def install(app: Flask) -> None:
    """Registers what answers errors."""
    app.register_error_handler(ServiceError, lambda error: answer(_status_of(error), translated(error)))
    app.register_error_handler(CSRFError, lambda _: answer(400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, lambda error: _unavailable("the database", error))
    app.register_error_handler(redis.RedisError, lambda error: _unavailable("the queue", error))
    app.register_error_handler(Exception, _unexpected)


def request_id() -> str:
    """A short name for this request, to find it in the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    name: str = g.request_id
    return name


def answer(status: int, detail: str = "") -> Response:
    """The answer to a request that failed. *detail* is for the person or program that asked."""
    _forget_changes()
    title, words = (str(text) for text in _WORDS.get(status, (HTTPStatus(status).phrase, "")))
    if wants_json():
        return problem(status, title, detail or words)
    page = render_template(
        "errors/page.html",
        status=status,
        title=title,
        words=detail or words,
        request_id=request_id() if status >= _SERVER_FAULT else "",
    )
    return Response(page, status, mimetype="text/html")


def problem(status: int, title: str, detail: str) -> Response:
    """A problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if status >= _SERVER_FAULT:
        body["instance"] = f"urn:bootcamp:request:{request_id()}"
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def wants_json() -> bool:
    """Whether a program asks."""
    accepted = request.accept_mimetypes
    return request.path.startswith("/api/") or accepted["application/json"] > accepted["text/html"]


def _status_of(error: ServiceError) -> int:
    return next(status for kind, status in _STATUS.items() if isinstance(error, kind))


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return cast("Response", error.response)
    response = answer(error.code or _SERVER_FAULT)
    if error.code == HTTPStatus.UNAUTHORIZED and request.path.startswith("/api/"):
        response.headers["WWW-Authenticate"] = 'Bearer realm="bootcamp"'
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _unavailable(what: str, error: Exception) -> Response:
    log.error("does not answer", part=what, request=request_id(), path=request.path, error=str(error)[:500])
    return answer(503)


def _unexpected(error: Exception) -> Response:
    log.error("a request failed", request=request_id(), path=request.path, exc_info=error)
    return answer(500)


def _forget_changes() -> None:
    """What a request began to change before it failed is not kept."""
    if "session" in g:
        g.session.rollback()
