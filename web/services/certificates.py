"""Certificates: issued to who finished a pack and wants one, checked by anybody who has the address, withdrawn."""

from __future__ import annotations

import unicodedata

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.model import pick
from grader.packs.reader import LoadedPack
from web.db import begin_writing, now
from web.models import Certificate, User
from web.services.catalog import Catalog
from web.services.certificate_fonts import letters_without_a_font
from web.services.courses import PackMap, may_see, pack_map
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.learned import skills_of
from web.services.tallies import tallies_of

MAX_NAME = 80
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how Persian and other names are spelled."""


def pack_for(catalog: Catalog, user: User, pack_id: str) -> LoadedPack:
    """The pack that a certificate is wanted for. Raises `NotFound` also where *user* may not know of it."""
    pack = catalog.pack(pack_id)
    if not may_see(pack, user):
        raise NotFound("There is no such pack.")
    return pack


def is_finished(course: PackMap) -> bool:
    """Whether every exercise is passed as it counts in its pack; a text when a person graded it so."""
    return bool(course.steps) and course.passed == len(course.steps)


def issue(
    session: Session, catalog: Catalog, user: User, pack_id: str, *, name: str, language: str, issuer: str
) -> Certificate:
    """A certificate for a pack that *user* has finished, committed. What stands on it never changes.

    Raises `NotFound`, `NotAllowed` while something is not passed, `Conflict` where there is one in force, and
    `Invalid` for a name that cannot be printed.
    """
    pack = pack_for(catalog, user, pack_id)
    course = pack_map(pack, tallies_of(session, user), user)
    if not is_finished(course):
        raise NotAllowed("A certificate is for a course in which you have passed every exercise.")
    if language not in pack.pack.languages:
        raise Invalid("Choose one of the languages of this course.")
    checked = checked_name(name)
    begin_writing(session)
    if certificate_in_force(session, user, pack_id) is not None:
        raise Conflict("You have a certificate for this course already.")
    certificate = Certificate(
        user_id=user.id,
        pack_id=pack_id,
        pack_title=pick(pack.pack.title, language, pack.pack.languages[0]),
        pack_version=pack.pack.version,
        language=language,
        name=checked,
        skills=skills_of(pack),
        exercise_count=len(course.steps),
        minutes=sum(step.minutes for step in course.steps),
        issuer=issuer,
    )
    session.add(certificate)
    try:
        session.commit()
    except IntegrityError:  # two at the same moment, where the database lets two write
        session.rollback()
        raise Conflict("You have a certificate for this course already.") from None
    return certificate


def checked_name(name: str) -> str:
    """The name as it is printed. Raises `Invalid`, in words that say what to change."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text:
        raise Invalid("Write the name that should stand on the certificate.")
    if len(text) > MAX_NAME:
        raise Invalid("The name is too long: %(most)s characters at most.", most=MAX_NAME)
    # Without this, invisible signs could turn the text around them on a page that says "genuine".
    if any(unicodedata.category(letter).startswith("C") and letter not in _JOINERS for letter in text):
        raise Invalid("The name holds a sign that cannot be seen. Type it once more, without pasting it.")
    if missing := letters_without_a_font(text):
        raise Invalid(
            "These letters cannot be printed yet: %(letters)s Please write the name in other letters.",
            letters=" ".join(missing),
        )
    return text


def certificates_of(session: Session, user: User) -> list[Certificate]:
    """All of *user*'s, newest first; withdrawn ones too."""
    query = select(Certificate).where(Certificate.user_id == user.id)
    return list(session.scalars(query.order_by(Certificate.issued_at.desc(), Certificate.id)))


def certificate_in_force(session: Session, user: User, pack_id: str) -> Certificate | None:
    """The one that *user* has for this pack; None where there is none, or it is withdrawn."""
    return session.scalar(
        select(Certificate).where(
            Certificate.user_id == user.id, Certificate.pack_id == pack_id, Certificate.withdrawn_at.is_(None)
        )
    )


def certificate(session: Session, certificate_id: str) -> Certificate:
    """The one with this id, in force or withdrawn, for anybody who has the address. Raises `NotFound`."""
    found = session.get(Certificate, certificate_id)
    if found is None:
        raise NotFound("There is no certificate at this address. Look whether all of it was copied.")
    return found


def own_certificate(session: Session, user: User, certificate_id: str) -> Certificate:
    """*user*'s own one that is in force. Raises `NotFound` for any other."""
    found = session.get(Certificate, certificate_id)
    if found is None or found.user_id != user.id or found.withdrawn_at is not None:
        raise NotFound("There is no such certificate of yours.")
    return found


def withdraw(session: Session, user: User, certificate_id: str) -> None:
    """Takes it back for ever: its address says so and nothing else, and the name is forgotten. Raises `NotFound`."""
    found = own_certificate(session, user, certificate_id)
    begin_writing(session)
    found.withdrawn_at, found.name = now(), ""
    session.flush()
