"""Files that come from outside, alone or in a ZIP archive: refused as a whole when anything about them is odd.

What is refused: names that lead elsewhere (`../x`, `/x`, `C:x`), that are no file on some machine (`con.py`) or one
file with another on some (`A.py` and `a.py`), links and devices, passwords, and archives that unpack to more than
they may. Names and sizes are looked at, never what is in a file.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.errors import FilesRejected

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others may ask for gigabytes of memory before they give a byte."""


@dataclass(frozen=True)
class Room:
    """What files may be and hold together."""

    files: int
    total_bytes: int
    name: re.Pattern[str]
    name_length: int
    name_parts: int


def files_from_zip(data: bytes, room: Room, *, leave_out: Callable[[str], bool] = lambda _: False) -> dict[str, bytes]:
    """The files in a ZIP archive, but those whose name *leave_out* says no to.

    Raises `FilesRejected`; never unpacks more than *room* allows, whatever the archive says of its sizes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, room, leave_out)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        raise FilesRejected("This is no ZIP archive that can be read.") from error


def _unpacked(archive: zipfile.ZipFile, room: Room, leave_out: Callable[[str], bool]) -> dict[str, bytes]:
    members = [member for member in archive.infolist() if not (member.is_dir() or leave_out(member.filename))]
    if len(members) > room.files:
        raise FilesRejected(
            "The archive holds %(count)s files; at most %(most)s are allowed.", count=len(members), most=room.files
        )
    files: dict[str, bytes] = {}
    left = room.total_bytes
    for member in members:
        check_name(member.filename, room)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise FilesRejected("%(name)s is a link or a device, not a file.", name=shown(member.filename))
        if member.flag_bits & 1:
            raise FilesRejected("The archive is protected by a password.")
        if member.compress_type not in _METHODS:
            raise FilesRejected(
                "%(name)s is packed in an unusual way. Use an ordinary ZIP archive.", name=shown(member.filename)
            )
        if member.filename in files:
            raise FilesRejected("The archive holds %(name)s twice.", name=member.filename)
        with archive.open(member) as file:
            content = file.read(left + 1)  # what the archive says of its sizes may be a lie
        if len(content) > left:
            raise FilesRejected("The archive unpacks to more than %(size)s kB.", size=room.total_bytes // 1024)
        left -= len(content)
        files[member.filename] = content
    return files


def check_name(name: str, room: Room) -> None:
    """Raises `FilesRejected` unless *name* is a plain path below the folder that it will be put into."""
    parts = name.split("/")
    if len(name) > room.name_length or len(parts) > room.name_parts:
        raise FilesRejected("The file name %(name)s is too long.", name=shown(name))
    if not room.name.fullmatch(name) or any(part.endswith(".") or _RESERVED.fullmatch(part) for part in parts):
        raise FilesRejected(
            "The file name %(name)s is not allowed. Use letters, digits, dots, hyphens and underscores.",
            name=shown(name),
        )


def check_twins(names: Iterable[str]) -> None:
    """Raises `FilesRejected` for names that differ in case or Unicode form only: they are one file on some machines."""
    seen: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFC", name).casefold()
        if plain in seen:
            raise FilesRejected(
                "The file names %(one)s and %(other)s are too much alike.", one=shown(seen[plain]), other=shown(name)
            )
        seen[plain] = name
    folders = {name.rsplit("/", length)[0] for name in seen for length in range(1, name.count("/") + 1)}
    for plain, name in seen.items():
        if plain in folders:
            raise FilesRejected("%(name)s is a file and a folder at once.", name=shown(name))


def shown(name: str) -> str:
    """A name that nobody checked, fit for a sentence."""
    return ascii(name[:60])
