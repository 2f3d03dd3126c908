"""The draft of a pack: its files, and which of them changed when."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from web.db import now
from web.models import Draft, PackVersion, StoredPack
from web.services.pack_files import digest_of_files, unzipped, zipped


def files_of_version(session: Session, version_id: int | None) -> dict[str, bytes]:
    """The files of a version; none where there is no version."""
    if version_id is None:
        return {}
    return unzipped(session.scalars(select(PackVersion.files).where(PackVersion.id == version_id)).one())


def draft_row(session: Session, pack_id: str, *, lock: bool = False) -> Draft | None:
    """The pack's draft as it is in the database now."""
    query = select(Draft).where(Draft.pack_id == pack_id).options(undefer(Draft.files))
    if lock:
        query = query.with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def files_of_draft(session: Session, stored: StoredPack, draft: Draft | None) -> dict[str, bytes]:
    """What the next version would be: the draft's files, or those of the current version."""
    if draft is not None and draft.files is not None:
        return unzipped(draft.files)
    return files_of_version(session, stored.current_version_id)


def change_files(
    session: Session, stored: StoredPack, draft: Draft, files: Mapping[str, bytes], user_id: int | None
) -> None:
    """Puts *files* in the place of the draft's. What is as in the current version is no change any more."""
    before = files_of_draft(session, stored, draft)
    note_changes(draft, before, files)
    current = files_of_version(session, stored.current_version_id)
    if stored.current_version_id is not None and digest_of_files(files) == digest_of_files(current):
        draft.files = None
        draft.base_version_id = stored.current_version_id
    else:
        if draft.files is None:
            draft.base_version_id = stored.current_version_id
        draft.files = zipped(files)
    draft.updated_by = user_id
    draft.updated_at = now()


def note_changes(draft: Draft, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Counts the revision up, and remembers which files differ."""
    draft.revision += 1
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    draft.changed_in = {**draft.changed_in, **dict.fromkeys(changed, draft.revision)}


def follow_current(session: Session, stored: StoredPack, version: PackVersion) -> None:
    """Before *version* becomes current: a draft without changes of its own becomes the same; another one stays."""
    draft = draft_row(session, stored.id, lock=True)
    if draft is None:
        return
    after = unzipped(version.files)
    if draft.files is None:
        note_changes(draft, files_of_version(session, stored.current_version_id), after)
        draft.base_version_id = version.id
    elif digest_of_files(unzipped(draft.files)) == version.digest:
        draft.files = None
        draft.base_version_id = version.id
