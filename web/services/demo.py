"""The demo: accounts and a cohort on an empty database, so that everything can be tried at once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.models import Role, User
from web.services.accounts import add_user
from web.services.cohorts import add_cohort, enrol

ACCOUNTS_FILE = "demo-accounts.txt"
COHORT = "First steps"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: people type these from a screen."""
_NAMES = {
    Role.LEARNER: "Amina Learner",
    Role.INSTRUCTOR: "Jonas Instructor",
    Role.LEAD: "Lina Lead",
    Role.ADMIN: "Sam Admin",
}


def make_demo(session: Session, data_dir: Path) -> bool:
    """One account for each role, and a cohort that holds them; passwords go into `ACCOUNTS_FILE`, mode 600.

    Does nothing, and returns False, when there is any account already.
    """
    if session.scalar(select(User.id).limit(1)) is not None:
        return False
    cohort = add_cohort(session, COHORT)
    lines = []
    for role, name in _NAMES.items():
        password = "".join(secrets.choice(_LETTERS) for _ in range(14))
        user = add_user(session, f"{role}@example.org", name=name, role=role, password=password)
        if role != Role.ADMIN:
            enrol(session, cohort, user, role)
        lines.append(f"{user.email:<24} {password}\n")
    _write_private(data_dir / ACCOUNTS_FILE, "".join(lines))
    return True


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
