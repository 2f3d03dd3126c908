"""Where a pack's files come from: a template, another pack, an archive, a git repository that the operator allows."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.errors import FilesRejected, PackError
from grader.packs.new import write_new_pack
from web.db import begin_writing
from web.models import Draft, PackEvent, PackEventKind, PackVersion, Role, StoredPack, User
from web.services.authoring.access import pack_for, pack_to_edit
from web.services.authoring.drafts import OpenDraft, open_draft, replace_files
from web.services.authoring.git_repositories import AllowedSources, fetched
from web.services.authoring.yaml_edits import with_scalar
from web.services.draft_changes import files_of_version
from web.services.errors import Conflict, Invalid, NotAllowed
from web.services.pack_files import MANIFEST, checked, files_in, is_left_out, uploaded, zipped

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_ID = 60
_MAX_MANIFEST = 256 * 1024


def new_pack(session: Session, user: User, pack_id: str) -> OpenDraft:
    """A pack of *user*'s own, with the template as its draft. Commits. Raises `Conflict`, `Invalid`, `NotAllowed`."""
    _check_id(pack_id)
    with tempfile.TemporaryDirectory(prefix="bootcamp-pack-") as outer:
        try:
            write_new_pack(Path(outer) / pack_id)
        except PackError as error:
            raise Invalid("A pack cannot be made: %(why)s.", why=error) from error
        files = files_in(Path(outer) / pack_id)
    return _made(session, user, pack_id, files, PackEventKind.CREATED, "")


def copy_pack(session: Session, user: User, source_id: str, pack_id: str) -> OpenDraft:
    """A pack of *user*'s own that begins as the current version of another one, which is left alone. Commits.

    Raises `NotFound`, `Conflict`, `Invalid`, `NotAllowed`.
    """
    source = pack_for(session, user, source_id)
    if source.current_version_id is None:
        raise Invalid("Nothing of that pack is published yet: there is nothing to copy.")
    number = session.get_one(PackVersion, source.current_version_id).number
    files = _renamed(files_of_version(session, source.current_version_id), pack_id)
    return _made(session, user, pack_id, files, PackEventKind.CREATED, f"{source_id} ({number})")


def upload(session: Session, user: User, untrusted_archive: bytes, pack_id: str = "") -> OpenDraft:
    """Puts a ZIP archive into the draft of *pack_id*; a pack that is not there yet is made. Commits.

    Without a *pack_id* the archive's own `id` says which pack it is. Raises `Invalid` for an archive about which
    anything is odd (it is refused as a whole), `Conflict`, `NotAllowed`.
    """
    try:
        files = uploaded(untrusted_archive)
    except FilesRejected as error:
        raise Invalid(error.message) from error
    return _taken(session, user, files, pack_id, PackEventKind.UPLOADED, "")


def import_repository(
    session: Session, user: User, allowed: AllowedSources, url: str, folder: str = "", pack_id: str = ""
) -> OpenDraft:
    """Puts a git repository's newest state, or a folder of it, into a draft, as `upload` does an archive's. Commits.

    Raises `NotAllowed` for an address that the operator has not allowed, `Unavailable` when it does not answer in
    time, and what `upload` raises.
    """
    if user.role not in {Role.INSTRUCTOR, Role.ADMIN}:
        raise NotAllowed("Only instructors make packs.")
    repository = fetched(url, allowed)
    inside = {name: content for name, content in repository.files.items() if not is_left_out(name)}
    try:
        files = checked(_below(inside, folder.strip("/")))
    except FilesRejected as error:
        raise Invalid(error.message) from error
    note = f"{url} {repository.commit[:12]} {folder}".strip()
    return _taken(session, user, files, pack_id, PackEventKind.IMPORTED, note)


def _taken(
    session: Session, user: User, files: dict[str, bytes], pack_id: str, kind: PackEventKind, note: str
) -> OpenDraft:
    """Into the pack that is there and that *user* may change, or into a new one."""
    own_id = _id_in(files)
    pack_id = pack_id or own_id
    _check_id(pack_id)
    if own_id != pack_id:
        files = _renamed(files, pack_id)
    if session.get(StoredPack, pack_id) is None:
        return _made(session, user, pack_id, files, kind, note)
    try:
        pack_to_edit(session, user, pack_id)
    except NotAllowed as error:
        raise Conflict(
            "%(why)s To make one of your own, give it another id than %(pack)s.", why=error.message, pack=pack_id
        ) from error
    begin_writing(session)
    session.add(PackEvent(pack_id=pack_id, kind=kind, user_id=user.id, note=note))
    return replace_files(session, user, pack_id, files)


def _made(
    session: Session, user: User, pack_id: str, files: Mapping[str, bytes], kind: PackEventKind, note: str
) -> OpenDraft:
    _check_id(pack_id)
    if user.role not in {Role.INSTRUCTOR, Role.ADMIN}:
        raise NotAllowed("Only instructors make packs.")
    begin_writing(session)
    try:
        if session.get(StoredPack, pack_id) is not None:
            raise Conflict("There is a pack called %(pack)s already. Choose another id.", pack=pack_id)
        session.add(StoredPack(id=pack_id, owner_id=user.id))
        session.flush()
        session.add(
            Draft(
                pack_id=pack_id,
                files=zipped(files),
                revision=1,
                changed_in=dict.fromkeys(files, 1),
                updated_by=user.id,
            )
        )
        session.add(PackEvent(pack_id=pack_id, kind=kind, user_id=user.id, note=note))
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Conflict("There is a pack called %(pack)s already. Choose another id.", pack=pack_id) from error
    return open_draft(session, user, pack_id)


def _check_id(pack_id: str) -> None:
    if not _ID.fullmatch(pack_id) or len(pack_id) > _MAX_ID:
        raise Invalid("A pack's id holds a-z, 0-9 and single hyphens between them, and at most 60 of them.")


def _manifest(files: Mapping[str, bytes]) -> str:
    if MANIFEST not in files:
        raise Invalid(
            "There is no %(name)s: is this a pack? It has to lie at the top, or in the only folder.", name=MANIFEST
        )
    content = files[MANIFEST]
    try:
        if len(content) <= _MAX_MANIFEST:
            return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid("%(name)s is not UTF-8 text.", name=MANIFEST) from error
    raise Invalid("The file %(name)s is larger than %(size)s kB.", name=MANIFEST, size=_MAX_MANIFEST // 1024)


def _id_in(files: Mapping[str, bytes]) -> str:
    """The `id` of pack.yaml; empty where it has none. Composed only: nothing in it can unfold or become an object."""
    try:
        node: Any = yaml.compose(_manifest(files), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Invalid("%(name)s is no YAML: %(why)s", name=MANIFEST, why=error) from error
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id" and isinstance(value.value, str)), "")


def _renamed(files: Mapping[str, bytes], pack_id: str) -> dict[str, bytes]:
    """*files* under another id: nothing else in pack.yaml changes."""
    _check_id(pack_id)
    return {**files, MANIFEST: with_scalar(_manifest(files), "id", pack_id).encode()}


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """The pack in a repository: in *folder*, else at the top, else in the only folder that holds one."""
    if not folder and MANIFEST not in files:
        folders = sorted(name.rpartition("/")[0] for name in files if name.rpartition("/")[2] == MANIFEST)
        if len(folders) > 1:
            raise Invalid(
                "There are several packs in it. Name the folder of one: %(folders)s", folders=", ".join(folders[:10])
            )
        folder = folders[0] if folders else ""
    if not folder:
        return dict(files)
    found = {
        name.removeprefix(f"{folder}/"): content for name, content in files.items() if name.startswith(f"{folder}/")
    }
    if not found:
        raise Invalid("There is no folder %(folder)s in it.", folder=repr(folder[:100]))
    return found
