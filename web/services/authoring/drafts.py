"""The draft: read it, change one file of it, check it.

Several people may write at once. Each change names the draft's revision that its author saw; a change of a file
that somebody else changed since is refused, and both texts are kept: theirs in the draft, one's own in the error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.errors import FilesRejected
from grader.messages import Message, say
from grader.packs.faults import FaultyPack
from grader.packs.reader import LoadedPack
from web.db import begin_writing
from web.models import Draft, StoredPack, User
from web.services.authoring.access import pack_to_edit
from web.services.draft_changes import change_files, draft_row, files_of_draft, note_changes
from web.services.errors import Conflict, Invalid, NotFound
from web.services.pack_files import checked
from web.services.pack_reading import PackFault, faults_in, loaded

_NOBODY_SAW = -1
_Change = Callable[[dict[str, bytes]], dict[str, bytes]]


class DraftConflict(Conflict):
    """Somebody else changed the same file. `theirs` is what they made of it (None: they removed it)."""

    def __init__(self, path: str, mine: bytes | None, theirs: bytes | None, revision: int) -> None:
        super().__init__(
            "Somebody else changed %(path)s since you opened it. Both texts are here: choose what stays.", path=path
        )
        self.path, self.mine, self.theirs, self.revision = path, mine, theirs, revision


class FaultyDraft(Invalid):
    """What is asked needs a draft without faults; `faults` are those that it has."""

    def __init__(self, what: Message, faults: list[PackFault]) -> None:
        first, more = faults[0], len(faults) - 1
        where = f"{first.path}:{first.line}:{first.column}: {first.message}"
        if more:
            super().__init__("%(what)s %(fault)s (and %(more)s more)", what=what, fault=where, more=more)
        else:
            super().__init__("%(what)s %(fault)s", what=what, fault=where)
        self.faults = faults


@dataclass(frozen=True)
class OpenDraft:
    """A draft as it was read."""

    pack_id: str
    revision: int
    """To be named when it is changed. 0: nobody changed anything yet."""
    files: dict[str, bytes]
    has_changes: bool
    """Whether it differs from the current version."""
    base_version_id: int | None
    """The version that it began as."""
    updated_at: datetime | None

    def texts(self) -> dict[str, str]:
        """The files that are text, by name."""
        found = {}
        for name, content in self.files.items():
            try:
                found[name] = content.decode("utf-8")
            except UnicodeDecodeError:
                continue
        return found


def open_draft(session: Session, user: User, pack_id: str) -> OpenDraft:
    """What the next version would be. Nothing is written. Raises `NotFound`, `NotAllowed`."""
    stored = pack_to_edit(session, user, pack_id)
    draft = draft_row(session, pack_id)
    return _opened(session, stored, draft)


def save_file(session: Session, user: User, pack_id: str, path: str, content: bytes, revision: int) -> OpenDraft:
    """Writes one file, new or not; *revision* is the one that its author saw. Commits.

    Raises `DraftConflict`, `Invalid` for a name or size that cannot be, `NotFound`, `NotAllowed`.
    """
    with_it = {path: content}
    return _changed(session, user, pack_id, revision, lambda files: {**files, **with_it}, with_it)


def remove_file(session: Session, user: User, pack_id: str, path: str, revision: int) -> OpenDraft:
    """Takes one file, or all of a folder, out of the draft. Commits. Raises as `save_file` does."""

    def remove(files: dict[str, bytes]) -> dict[str, bytes]:
        gone = _below(files, path)
        return {name: content for name, content in files.items() if name not in gone}

    return _changed(session, user, pack_id, revision, remove, {})


def rename_file(session: Session, user: User, pack_id: str, old: str, new: str, revision: int) -> OpenDraft:
    """Gives a file or a folder another name. Commits. Raises as `save_file` does, `Conflict` for a name in use."""

    def rename(files: dict[str, bytes]) -> dict[str, bytes]:
        names = {name: new + name.removeprefix(old) for name in _below(files, old)}
        others = {name: content for name, content in files.items() if name not in names}
        if taken := others.keys() & set(names.values()):
            raise Conflict("There is a file called %(name)s already.", name=min(taken))
        return others | {names[name]: content for name, content in files.items() if name in names}

    return _changed(session, user, pack_id, revision, rename, {})


def replace_files(
    session: Session, user: User, pack_id: str, files: Mapping[str, bytes], revision: int = _NOBODY_SAW
) -> OpenDraft:
    """Puts *files* in the place of all. Without a *revision* whatever is there goes. Commits."""
    return _changed(session, user, pack_id, revision, lambda _: dict(files), dict(files))


def discard_draft(session: Session, user: User, pack_id: str) -> OpenDraft:
    """Goes back to the current version. Commits. Raises `Invalid` where nothing is published yet."""
    stored = pack_to_edit(session, user, pack_id)
    if stored.current_version_id is None:
        raise Invalid("Nothing is published yet: there is nothing to go back to.")
    begin_writing(session)
    draft = draft_row(session, pack_id, lock=True)
    if draft is not None and draft.files is not None:
        before = files_of_draft(session, stored, draft)
        draft.files, draft.base_version_id = None, stored.current_version_id
        note_changes(draft, before, files_of_draft(session, stored, draft))
    session.commit()
    return _opened(session, stored, draft)


def check_draft(
    session: Session, user: User, pack_id: str, unsaved: Mapping[str, bytes] | None = None
) -> list[PackFault]:
    """All faults and warnings of the draft, with what the author has not saved yet. Writes nothing."""
    return faults_in(_with_unsaved(open_draft(session, user, pack_id), unsaved), pack_id)


def read_draft(session: Session, user: User, pack_id: str, unsaved: Mapping[str, bytes] | None = None) -> LoadedPack:
    """The draft as learners would have it, for previews and trials. Raises `FaultyDraft`."""
    return sound(say("The draft has faults:"), _with_unsaved(open_draft(session, user, pack_id), unsaved), pack_id)


def sound(what: Message, files: Mapping[str, bytes], pack_id: str) -> LoadedPack:
    """The pack in *files*, as far as it can be read. Raises `FaultyDraft`, whose message begins with *what*."""
    try:
        return loaded(files, pack_id)
    except FaultyPack as error:
        raise FaultyDraft(what, _serious(files, pack_id)) from error


def without_faults(what: Message, files: Mapping[str, bytes], pack_id: str) -> LoadedPack:
    """The pack in *files*, when not even a thorough look finds a fault. Raises `FaultyDraft`."""
    if faults := _serious(files, pack_id):
        raise FaultyDraft(what, faults)
    return loaded(files, pack_id)


def _serious(files: Mapping[str, bytes], pack_id: str) -> list[PackFault]:
    return [fault for fault in faults_in(files, pack_id) if not fault.warning]


def _with_unsaved(draft: OpenDraft, unsaved: Mapping[str, bytes] | None) -> dict[str, bytes]:
    if not unsaved:
        return draft.files
    return _fit({**draft.files, **unsaved})


def _fit(files: Mapping[str, bytes]) -> dict[str, bytes]:
    try:
        return checked(files)
    except FilesRejected as error:
        raise Invalid(error.message) from error


def _below(files: Mapping[str, bytes], path: str) -> set[str]:
    found = {name for name in files if name == path or name.startswith(f"{path}/")}
    if not found:
        raise NotFound("There is no such file in the draft.")
    return found


def _changed(
    session: Session,
    user: User,
    pack_id: str,
    revision: int,
    change: _Change,
    mine: Mapping[str, bytes],
) -> OpenDraft:
    """Changes the draft's files, unless one of those that change did so after *revision*. Commits."""
    pack_to_edit(session, user, pack_id)
    begin_writing(session)
    stored = pack_to_edit(session, user, pack_id)
    draft = draft_row(session, pack_id, lock=True)
    before = files_of_draft(session, stored, draft)
    after = _fit(change(before))
    if revision != _NOBODY_SAW and draft is not None:
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name) and draft.changed_in.get(name, 0) > revision:
                raise DraftConflict(name, mine.get(name), before.get(name), draft.revision)
    if draft is None:
        draft = Draft(pack_id=pack_id, changed_in={}, revision=0, base_version_id=stored.current_version_id)
        session.add(draft)
    change_files(session, stored, draft, after, user.id)
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()  # two began the draft at the same moment
        raise Conflict("Somebody else began to write at the same moment. Try again.") from error
    return _opened(session, stored, draft)


def _opened(session: Session, stored: StoredPack, draft: Draft | None) -> OpenDraft:
    return OpenDraft(
        pack_id=stored.id,
        revision=draft.revision if draft else 0,
        files=files_of_draft(session, stored, draft),
        has_changes=draft is not None and draft.files is not None,
        base_version_id=draft.base_version_id if draft else stored.current_version_id,
        updated_at=draft.updated_at if draft else None,
    )
