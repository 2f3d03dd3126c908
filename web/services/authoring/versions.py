"""Versions of a pack: published once and never changed, compared with each other, and made current again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.messages import say
from grader.packs.reader import LoadedPack
from web.db import begin_writing
from web.models import PackEvent, PackEventKind, PackVersion, StoredPack, User
from web.services.authoring.access import may_edit, pack_for, pack_to_edit
from web.services.authoring.diffs import FileDifference, differences
from web.services.authoring.drafts import open_draft, sound, without_faults
from web.services.draft_changes import draft_row, files_of_draft, files_of_version
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.pack_files import digest_of_files
from web.services.shipping import add_version, make_current

DRAFT = "draft"
MAX_NOTE = 500


def versions_of(session: Session, user: User, pack_id: str) -> list[PackVersion]:
    """All versions, newest first. Raises `NotFound`."""
    pack_for(session, user, pack_id)
    query = select(PackVersion).where(PackVersion.pack_id == pack_id).order_by(PackVersion.number.desc())
    return list(session.scalars(query))


def version_for(session: Session, user: User, pack_id: str, number: int) -> PackVersion:
    """The version with this number. Raises `NotFound`."""
    pack_for(session, user, pack_id)
    return _version(session, pack_id, number)


def version_files(session: Session, user: User, pack_id: str, number: int) -> dict[str, bytes]:
    """The files of a version. Raises `NotFound`."""
    return files_of_version(session, version_for(session, user, pack_id, number).id)


def read_version(session: Session, user: User, pack_id: str, number: int) -> LoadedPack:
    """A version as learners have or had it. Raises `NotFound`, `FaultyDraft` for one that cannot be read any more."""
    what = say("Version %(number)s cannot be read by this version of bootcamp:", number=number)
    return sound(what, version_files(session, user, pack_id, number), pack_id)


def publish(session: Session, user: User, pack_id: str, revision: int, note: str) -> PackVersion:
    """Makes the draft, as its author saw it in *revision*, a new version that learners have from now on. Commits.

    Raises `FaultyDraft` while it has faults, `Invalid` without a note or without a change, `Conflict` when
    somebody changed the draft meanwhile, `NotFound`, `NotAllowed`.
    """
    note = _checked_note(note)
    draft = open_draft(session, user, pack_id)
    _check_revision(draft.revision, revision)
    pack = without_faults(say("This cannot be published yet:"), draft.files, pack_id)  # before anybody waits to write
    digest = digest_of_files(draft.files)
    begin_writing(session)
    stored = pack_to_edit(session, user, pack_id)
    row = draft_row(session, pack_id, lock=True)
    _check_revision(row.revision if row else 0, revision)
    _check_is_new(session, stored, digest)
    try:
        version = add_version(session, pack, draft.files, created_by=user.id, note=note)
        _tell(session, stored, user, PackEventKind.PUBLISHED, version, note)
        make_current(session, stored, version)
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Conflict("Somebody else published at the same moment. Look at their version first.") from error
    return version


def roll_back(session: Session, user: User, pack_id: str, number: int, note: str) -> PackVersion:
    """Makes an earlier version (or a shipped one) current. The draft stays as it is. Commits.

    Raises `Invalid` for the current one or without a note, `FaultyDraft` for one that cannot be read any more,
    `NotFound`, `NotAllowed`.
    """
    note = _checked_note(note)
    pack_to_edit(session, user, pack_id)
    read_version(session, user, pack_id, number)
    begin_writing(session)
    stored = pack_to_edit(session, user, pack_id)
    version = _version(session, pack_id, number)
    if stored.current_version_id == version.id:
        raise Invalid("Version %(number)s is the current one.", number=number)
    _tell(session, stored, user, PackEventKind.ROLLED_BACK, version, note)
    make_current(session, stored, version)
    session.commit()
    return version


def compare(
    session: Session, user: User, pack_id: str, before: int | str, after: int | str = DRAFT
) -> list[FileDifference]:
    """What differs, file by file, between two versions, or a version and `DRAFT`. Raises `NotFound`, `NotAllowed`."""
    sides = []
    for side in (before, after):
        if isinstance(side, int):
            sides.append(version_files(session, user, pack_id, side))
        elif side == DRAFT:
            sides.append(_draft_files(session, user, pack_id))
        else:
            raise NotFound("There is no such version.")
    return differences(*sides)


def history(session: Session, user: User, pack_id: str, limit: int = 200) -> Sequence[PackEvent]:
    """What happened to the pack, newest first. Raises `NotFound`."""
    pack_for(session, user, pack_id)
    query = select(PackEvent).where(PackEvent.pack_id == pack_id).order_by(PackEvent.id.desc()).limit(limit)
    return session.scalars(query).all()


def _draft_files(session: Session, user: User, pack_id: str) -> dict[str, bytes]:
    stored = pack_for(session, user, pack_id)
    if not may_edit(user, stored):
        raise NotAllowed("Only those who may change a pack see its draft.")
    return files_of_draft(session, stored, draft_row(session, pack_id))


def _version(session: Session, pack_id: str, number: int) -> PackVersion:
    query = select(PackVersion).where(PackVersion.pack_id == pack_id, PackVersion.number == number)
    found = session.scalar(query)
    if found is None:
        raise NotFound("There is no such version.")
    return found


def _checked_note(note: str) -> str:
    note = note.strip()
    if not note:
        raise Invalid("Say in a few words what changes: others read it in the history.")
    if len(note) > MAX_NOTE:
        raise Invalid("The note is too long: %(most)s characters at most.", most=MAX_NOTE)
    return note


def _check_revision(there: int, seen: int) -> None:
    if there != seen:
        raise Conflict("Somebody changed the draft since you looked at it. Look again before you publish.")


def _check_is_new(session: Session, stored: StoredPack, digest: str) -> None:
    same = session.scalar(select(PackVersion).where(PackVersion.pack_id == stored.id, PackVersion.digest == digest))
    if same is None:
        return
    if same.id == stored.current_version_id:
        raise Invalid("Nothing has changed since version %(number)s.", number=same.number)
    raise Invalid("This is the same as version %(number)s. Roll back to that one instead.", number=same.number)


def _tell(
    session: Session, stored: StoredPack, user: User, kind: PackEventKind, version: PackVersion, note: str
) -> None:
    session.add(PackEvent(pack_id=stored.id, kind=kind, version_id=version.id, user_id=user.id, note=note))
