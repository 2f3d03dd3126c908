"""Cohorts and who has a place in them."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from web.db import begin_writing
from web.models import Cohort, Enrolment, Role, User
from web.services.errors import NotFound

_LOOKS_AFTER = (Role.LEAD, Role.INSTRUCTOR)


def add_cohort(session: Session, name: str) -> Cohort:
    """A new, empty cohort."""
    begin_writing(session)
    cohort = Cohort(name=name)
    session.add(cohort)
    session.flush()
    return cohort


def enrol(session: Session, cohort: Cohort, user: User, role: Role = Role.LEARNER) -> None:
    """Gives *user* a place in *cohort*, or changes the one that they have."""
    begin_writing(session)
    session.merge(Enrolment(cohort_id=cohort.id, user_id=user.id, role=role))
    session.flush()


def cohorts_of(session: Session, user: User) -> list[Cohort]:
    """The cohorts whose grades *user* may see; an admin sees all."""
    query = select(Cohort).order_by(Cohort.name)
    if user.role != Role.ADMIN:
        query = query.join(Enrolment).where(Enrolment.user_id == user.id, Enrolment.role.in_(_LOOKS_AFTER))
    return list(session.scalars(query))


def cohort_for(session: Session, user: User, cohort_id: int) -> Cohort:
    """The cohort with this id. Raises `NotFound` also when *user* does not look after it."""
    cohort = session.get(Cohort, cohort_id)
    if cohort is None or (user.role != Role.ADMIN and not _looks_after(session, user, cohort_id)):
        raise NotFound("There is no such cohort.")
    return cohort


def learners_of(session: Session, cohort: Cohort) -> list[User]:
    """The cohort's learners by name."""
    query = (
        select(User)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.cohort_id == cohort.id, Enrolment.role == Role.LEARNER)
        .order_by(User.name, User.email)
    )
    return list(session.scalars(query))


def looks_after(session: Session, user: User, learner_id: int) -> bool:
    """Whether *user* is lead or instructor of a cohort in which the learner is."""
    if user.role == Role.ADMIN:
        return True
    query = learners_looked_after(user).where(Enrolment.user_id == learner_id)
    return session.scalar(query.limit(1)) is not None


def learners_looked_after(user: User) -> Select[int]:
    """A query for the ids of all learners whom *user* looks after; of everybody for an admin."""
    if user.role == Role.ADMIN:
        return select(User.id)
    theirs = select(Enrolment.cohort_id).where(Enrolment.user_id == user.id, Enrolment.role.in_(_LOOKS_AFTER))
    return select(Enrolment.user_id).where(Enrolment.role == Role.LEARNER, Enrolment.cohort_id.in_(theirs))


def _looks_after(session: Session, user: User, cohort_id: int) -> bool:
    enrolment = session.get(Enrolment, (cohort_id, user.id))
    return enrolment is not None and enrolment.role in _LOOKS_AFTER
