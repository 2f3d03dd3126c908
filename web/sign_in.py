"""Ties sign-ins to browsers: the cookie remembers a row of `LoginSession`, which can be ended from the server."""

from __future__ import annotations

import flask
from flask import Flask
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy.orm import Session

from web.context import session as request_session
from web.models import LoginSession, User
from web.services import accounts


def install(app: Flask) -> None:
    """Lets *app* know who asks."""
    manager = LoginManager(app)
    manager.session_protection = None  # an address that changes is a phone that moves
    manager.user_loader(_load)


def begin(login: LoginSession) -> None:
    """Signs this browser in. Whatever it had in its session before is dropped."""
    flask.session.clear()
    login.user.login_id = login.id
    login_user(login.user)


def end(session: Session, user: User) -> None:
    """Signs this browser out, on the server too."""
    accounts.sign_out(session, user.login_id)
    logout_user()
    flask.session.clear()


def _load(session_id: str) -> User | None:
    login = accounts.load_session(request_session(), session_id)
    if login is None:
        return None
    login.user.login_id = login.id
    return login.user
