"""Portfolios: what a learner chooses to show of what they made. Nothing is shown that they did not choose."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, lazyload

from grader.packs.exercise_reader import ANSWERS
from grader.reports import Verdict
from web.db import begin_writing, now
from web.models import Certificate, Portfolio, PortfolioItem, Purpose, State, StoredReport, Submission, User
from web.services.certificates import certificates_of
from web.services.errors import Conflict, Invalid, NotFound

MAX_NAME = 80
MAX_ABOUT = 2_000
MAX_SENTENCE = 300
MAX_ITEMS = 40
_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])")


@dataclass(frozen=True)
class Wanted:
    """What its owner wants on the page."""

    name: str
    about: str
    address: str
    """Empty: one that nobody can guess."""
    sentences: Mapping[str, str]
    """Chosen submission → what is said of it, in the order of the page."""
    certificate_ids: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """What stands on the page now: a submission that passes no more and a withdrawn certificate do not."""

    name: str
    about: str
    items: tuple[PortfolioItem, ...]
    certificates: tuple[Certificate, ...]


def portfolio_of(session: Session, user: User) -> Portfolio | None:
    """*user*'s own; None while they have not begun one."""
    return session.get(Portfolio, user.id)


def candidates(session: Session, user: User) -> list[Submission]:
    """What may be shown: of each exercise the newest submission that passed. No quizzes: nothing was made there."""
    found: dict[str, Submission] = {}
    for submission in session.scalars(_passed(user).order_by(Submission.created_at.desc(), Submission.id)):
        if set(submission.files) != {ANSWERS}:
            found.setdefault(submission.exercise, submission)
    return list(found.values())


def save(session: Session, user: User, wanted: Wanted) -> Portfolio:
    """Keeps the page as it is wanted. While it is published, the change is seen at once.

    Raises `Invalid` for what cannot be shown, `Conflict` for an address that is taken.
    """
    name, about = " ".join(wanted.name.split()), wanted.about.replace("\0", "").strip()
    if not name or len(name) > MAX_NAME:
        raise Invalid("Write a name for the page, of %(most)s characters at most.", most=MAX_NAME)
    if len(about) > MAX_ABOUT:
        raise Invalid("The text about you is too long: %(most)s characters at most.", most=MAX_ABOUT)
    address = wanted.address.strip().lower() or None
    if address is not None and not _ADDRESS.fullmatch(address):
        raise Invalid("An address has 3 to 40 small letters (a to z), digits and hyphens between them.")
    sentences = _checked_sentences(session, user, wanted.sentences)
    own = {one.id for one in certificates_of(session, user) if one.withdrawn_at is None}
    begin_writing(session)
    portfolio = session.get(Portfolio, user.id) or Portfolio(user_id=user.id, name=name)
    session.add(portfolio)
    _check_is_free(session, user, address)
    portfolio.name, portfolio.about, portfolio.chosen_address = name, about, address
    if portfolio.published_at is not None and not portfolio.address:
        portfolio.made_address = secrets.token_urlsafe(16)
    portfolio.certificate_ids = [one for one in dict.fromkeys(wanted.certificate_ids) if one in own]
    kept = {item.submission_id: item for item in portfolio.items}
    portfolio.items = [
        _item(kept.get(submission_id), submission_id, place, sentence)
        for place, (submission_id, sentence) in enumerate(sentences.items())
    ]
    _commit(session)
    return portfolio


def publish(session: Session, user: User) -> str:
    """Lets everybody who has the address see the page; returns the end of the address. Raises `NotFound`."""
    begin_writing(session)
    portfolio = session.get(Portfolio, user.id)
    if portfolio is None:
        raise NotFound("Save your page first.")
    if not portfolio.address:
        portfolio.made_address = secrets.token_urlsafe(16)
    portfolio.published_at = portfolio.published_at or now()
    _commit(session)
    address = portfolio.address
    assert address
    return address


def withdraw(session: Session, user: User) -> None:
    """Ends it at once. An address that was made is never used again: old links stay dead."""
    begin_writing(session)
    portfolio = session.get(Portfolio, user.id)
    if portfolio is not None:
        portfolio.published_at = portfolio.made_address = None
    session.commit()


def published(session: Session, address: str) -> Portfolio:
    """The page at this address, for anybody. Raises `NotFound` unless it is published now."""
    query = select(Portfolio).where(
        Portfolio.published_at.is_not(None),
        or_(
            Portfolio.chosen_address == address,
            Portfolio.chosen_address.is_(None) & (Portfolio.made_address == address),
        ),
    )
    found = session.scalar(query)
    owner = session.get(User, found.user_id) if found is not None else None
    if found is None or owner is None or not owner.active:
        raise NotFound("There is no page at this address, or it has been withdrawn.")
    return found


def shown(session: Session, portfolio: Portfolio) -> Shown:
    """What stands on the page."""
    owner = session.get_one(User, portfolio.user_id)
    chosen = [item.submission_id for item in portfolio.items]
    passed = set(session.scalars(_passed(owner).where(Submission.id.in_(chosen)).with_only_columns(Submission.id)))
    return Shown(
        name=portfolio.name,
        about=portfolio.about,
        items=tuple(item for item in portfolio.items if item.submission_id in passed),
        certificates=tuple(
            one
            for one in certificates_of(session, owner)
            if one.id in portfolio.certificate_ids and one.withdrawn_at is None
        ),
    )


def _passed(user: User) -> Select[Submission]:
    """A query for *user*'s submissions whose newest report says that they passed."""
    return (
        select(Submission)
        .join(
            StoredReport,
            (StoredReport.submission_id == Submission.id) & (StoredReport.attempt == Submission.attempt),
        )
        .where(
            Submission.user_id == user.id,
            Submission.purpose == Purpose.LEARNER,
            Submission.state == State.GRADED,
            StoredReport.verdict == Verdict.PASSED,
        )
        .options(lazyload(Submission.reports))
    )


def _checked_sentences(session: Session, user: User, sentences: Mapping[str, str]) -> dict[str, str]:
    if len(sentences) > MAX_ITEMS:
        raise Invalid("A page shows %(most)s exercises at most. Choose those that you are proud of.", most=MAX_ITEMS)
    allowed = {one.id for one in candidates(session, user)}
    before = portfolio_of(session, user)
    if before is not None:
        allowed |= {item.submission_id for item in before.items}
    if not set(sentences) <= allowed:
        raise Invalid("Choose among what you handed in and what passed.")
    checked = {one: " ".join(sentence.replace("\0", "").split()) for one, sentence in sentences.items()}
    if any(len(sentence) > MAX_SENTENCE for sentence in checked.values()):
        raise Invalid("A sentence is too long: %(most)s characters at most.", most=MAX_SENTENCE)
    return checked


def _check_is_free(session: Session, user: User, address: str | None) -> None:
    if address is None:
        return
    taken = select(Portfolio.user_id).where(Portfolio.chosen_address == address, Portfolio.user_id != user.id)
    if session.scalar(taken) is not None:
        raise Conflict("This address is taken. Choose another one.")


def _item(kept: PortfolioItem | None, submission_id: str, place: int, sentence: str) -> PortfolioItem:
    item = kept or PortfolioItem(submission_id=submission_id)
    item.place, item.sentence = place, sentence
    return item


def _commit(session: Session) -> None:
    try:
        session.commit()
    except IntegrityError:  # taken at the same moment
        session.rollback()
        raise Conflict("This address is taken. Choose another one.") from None
