"""A pack as a set of files: its ZIP archive, its digest, its folder on disk."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader import archives
from grader.archives import Room, check_name, check_twins, shown
from grader.errors import FilesRejected
from grader.packs.contents import MAX_FILE_BYTES

MAX_PACK_BYTES = 16 << 20
MAX_PACK_FILES = 3_000
MANIFEST = "pack.yaml"

_ROOM = Room(
    files=MAX_PACK_FILES,
    total_bytes=MAX_PACK_BYTES,
    name=re.compile(r"\w[\w.+-]*(?:/\w[\w.+-]*)*"),
    name_length=240,
    name_parts=10,
)
_LEFT_OUT = re.compile(r"\.[A-Za-z].*|__MACOSX|__pycache__|.*\.pyc")
_ALWAYS_THEN = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """*files* as an archive; the same files always give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name, _ALWAYS_THEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            archive.writestr(member, content)
    return data.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of an archive that `zipped` made. Raises `FilesRejected` for any other that is odd."""
    return archives.files_from_zip(data, _ROOM)


def uploaded(untrusted_data: bytes) -> dict[str, bytes]:
    """The pack in an archive that somebody sent; a single folder around it is taken off.

    Left out is what machines add by themselves (`.git`, `.DS_Store`, `__MACOSX`, `__pycache__`). Raises
    `FilesRejected` when anything else about the archive is odd.
    """
    return checked(_without_outer_folder(archives.files_from_zip(untrusted_data, _ROOM, leave_out=is_left_out)))


def is_left_out(name: str) -> bool:
    """Whether a file is the work of a machine and no part of a pack. A name that leads elsewhere never is."""
    parts = name.split("/")
    return ".." not in parts and "" not in parts and any(_LEFT_OUT.fullmatch(part) for part in parts)


def checked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """*files* in a steady order, when a pack may hold them. Raises `FilesRejected`."""
    if len(files) > _ROOM.files:
        raise FilesRejected("These are %(count)s files; a pack may hold %(most)s.", count=len(files), most=_ROOM.files)
    for name, content in files.items():
        check_name(name, _ROOM)
        if len(content) > MAX_FILE_BYTES:
            raise FilesRejected(
                "The file %(name)s is larger than %(size)s kB.", name=shown(name), size=MAX_FILE_BYTES // 1024
            )
    if sum(map(len, files.values())) > MAX_PACK_BYTES:
        raise FilesRejected("The files are larger than %(size)s MB together.", size=MAX_PACK_BYTES >> 20)
    check_twins(files)
    return dict(sorted(files.items()))


def digest_of_files(files: Mapping[str, bytes]) -> str:
    """Of names and contents: two packs with the same digest are the same pack, however they were packed."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        for part in (name.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return "sha256:" + digest.hexdigest()


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a pack's folder on this machine. Raises `FilesRejected`, `OSError`."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if is_left_out(name) or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink() or not path.is_file():
            raise FilesRejected("%(name)s is a link or a device, not a file.", name=shown(name))
        found[name] = path.read_bytes()
    return checked(found)


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes *files*, which `checked` or `unzipped` let pass, below the new folder *folder*."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _without_outer_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    outer = {name.partition("/")[0] for name in files}
    if MANIFEST in files or len(outer) != 1 or f"{(top := outer.pop())}/{MANIFEST}" not in files:
        return files
    return {name.removeprefix(f"{top}/"): content for name, content in files.items()}
