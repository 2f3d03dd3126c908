"""Accounts: sign-in, sessions, passwords, API tokens."""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.db import begin_writing
from web.models import ApiToken, LoginSession, Role, User
from web.services.errors import Conflict, Invalid, NotFound

THEMES = ("auto", "light", "dark", "contrast", "night")
MIN_PASSWORD = 10
_MAX_PASSWORD = 200
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
_hasher = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Verified when the account is unknown, so that the answer takes as long as for a known one."""
    return _hasher.hash(secrets.token_hex(16))


def add_user(session: Session, email: str, *, name: str = "", role: Role = Role.LEARNER, password: str = "") -> User:
    """A new account. Without a password nobody can sign in to it; tokens work. Raises `Conflict`, `Invalid`."""
    email = email.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise Invalid("%(email)s is no e-mail address.", email=repr(email[:80]))
    if find_user(session, email) is not None:
        raise Conflict("There is an account for %(email)s already.", email=email)
    user = User(email=email, name=name.strip()[:120] or email.split("@")[0], role=role)
    if password:
        user.password_hash = _hasher.hash(_fit(password))
    begin_writing(session)
    session.add(user)
    session.flush()
    return user


def find_user(session: Session, email: str) -> User | None:
    """The account with this address."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def sign_in(session: Session, email: str, password: str) -> LoginSession | None:
    """A new session when address and password fit; None otherwise, after the same time."""
    user = find_user(session, email[:254])
    known = user is not None and user.active and bool(user.password_hash)
    stored = user.password_hash if user is not None and known else _nobodys_hash()
    if not _verified(stored, password) or user is None or not known:
        return None
    begin_writing(session)
    if _hasher.check_needs_rehash(stored):
        user.password_hash = _hasher.hash(password)
    login = LoginSession(user_id=user.id, user=user)
    session.add(login)
    session.flush()
    return login


def load_session(session: Session, session_id: str) -> LoginSession | None:
    """The sign-in with this id, while it is valid."""
    login = session.get(LoginSession, session_id)
    return login if login is not None and login.user.active else None


def sign_out(session: Session, session_id: str) -> None:
    """Ends one sign-in. Nothing happens when it has ended already."""
    begin_writing(session)
    session.execute(delete(LoginSession).where(LoginSession.id == session_id))


def change_password(session: Session, user: User, old: str, new: str, *, keep: str = "") -> None:
    """Sets a new password and ends every other sign-in, but the one called *keep*. Raises `Invalid`."""
    if not _verified(user.password_hash or _nobodys_hash(), old):
        raise Invalid("The old password is not right.")
    password_hash = _hasher.hash(_fit(new))
    begin_writing(session)
    user.password_hash = password_hash
    session.execute(delete(LoginSession).where(LoginSession.user_id == user.id, LoginSession.id != keep))


def set_preferences(session: Session, user: User, *, language: str, theme: str) -> None:
    """The language of statements, and the look. Raises `Invalid`."""
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", language) or theme not in THEMES:
        raise Invalid("Choose one of the languages and looks that are offered.")
    begin_writing(session)
    user.language, user.theme = language, theme


def set_interface(session: Session, user: User, interface: str) -> None:
    """The language of all else, which the caller knows to be there; empty for what the browser asks for."""
    begin_writing(session)
    user.interface = interface


def new_token(session: Session, user: User) -> str:
    """A new API token. It is shown once; only its digest is kept."""
    begin_writing(session)
    token = secrets.token_urlsafe(32)
    session.add(ApiToken(digest=_digest(token), user_id=user.id))
    return token


def user_of_token(session: Session, token: str) -> User | None:
    """Whom a token speaks for."""
    found = session.get(ApiToken, _digest(token))
    return found.user if found is not None and found.user.active else None


def drop_tokens(session: Session, user: User) -> None:
    """Makes every token of *user* worthless."""
    begin_writing(session)
    session.execute(delete(ApiToken).where(ApiToken.user_id == user.id))


def required_user(session: Session, email: str) -> User:
    """The account with this address. Raises `NotFound`."""
    user = find_user(session, email)
    if user is None:
        raise NotFound("There is no account for %(email)s.", email=email[:80])
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _fit(password: str) -> str:
    if not MIN_PASSWORD <= len(password) <= _MAX_PASSWORD:
        raise Invalid("A password has %(fewest)s to %(most)s characters.", fewest=MIN_PASSWORD, most=_MAX_PASSWORD)
    return password


def _verified(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password[:_MAX_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
