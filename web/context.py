"""What a request works with: its database session, its user, and the parts that the application shares."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, g
from flask_login import current_user
from sqlalchemy.orm import Session

from web.config import WebConfig
from web.db import Database
from web.models import User
from web.services.catalog import Catalog, Shelf
from web.services.queueing import GradingQueue
from web.waiting import Hub

_NAME = "bootcamp"
_SERVER_FAULT = 500


@dataclass(frozen=True)
class Parts:
    """What the whole application shares."""

    config: WebConfig
    database: Database
    queue: GradingQueue
    shelf: Shelf
    hub: Hub


def install(app: Flask, parts: Parts) -> None:
    """Gives *app* its parts, and each request a session that is committed when the request went well."""
    app.extensions[_NAME] = parts
    app.after_request(_commit)
    app.teardown_request(_close)


def parts() -> Parts:
    """The parts of the present application."""
    found: Parts = current_app.extensions[_NAME]
    return found


def session() -> Session:
    """This request's session. What streams or waits for long uses `database().session()` instead."""
    if "session" not in g:
        g.session = parts().database.new_session()
    found: Session = g.session
    return found


def user() -> User:
    """Who asks: by a sign-in, or by a token of the API. Only where the table of permissions asks for one."""
    found: User = g.get("token_user") or current_user._get_current_object()  # noqa: SLF001 - the proxy's own way
    return found


def config() -> WebConfig:
    """The settings."""
    return parts().config


def database() -> Database:
    """The database."""
    return parts().database


def queue() -> GradingQueue:
    """The way to the graders."""
    return parts().queue


def catalog() -> Catalog:
    """The packs as they are published now; the same ones for the whole request."""
    if "catalog" not in g:
        g.catalog = parts().shelf.catalog(session())
    found: Catalog = g.catalog
    return found


def hub() -> Hub:
    """Where to wait for a verdict."""
    return parts().hub


def _commit(response: Response) -> Response:
    """Before the answer leaves, so that one that says "saved" is true."""
    if "session" in g and response.status_code < _SERVER_FAULT:
        g.session.commit()
    return response


def _close(error: BaseException | None) -> None:
    del error
    if (opened := g.pop("session", None)) is not None:
        opened.close()
