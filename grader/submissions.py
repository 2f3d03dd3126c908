"""Files that a learner hands in, checked before anything is done with them.

Only names and sizes are looked at. What is in a file may be anything: the sandbox says in plain words
when Python cannot read it.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from grader.errors import SubmissionRejected
from grader.jobs import MAX_FILE_BYTES, MAX_FILES, MAX_SUBMISSION_BYTES

_NAME = re.compile(r"[^\W\d][\w.-]*(?:/[^\W\d][\w.-]*)*")
_MAX_NAME = 120
_MAX_PARTS = 6
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def checked_files(files: Mapping[str, bytes], expected: Sequence[str]) -> dict[str, bytes]:
    """*files* in a steady order, when they may be graded as a submission that must hold *expected*.

    Raises `SubmissionRejected` with a sentence for the person who sent them.
    """
    if len(files) > MAX_FILES:
        raise SubmissionRejected(f"You sent {len(files)} files; at most {MAX_FILES} are allowed.")
    for name, content in files.items():
        _check_name(name)
        if len(content) > MAX_FILE_BYTES:
            raise SubmissionRejected(f"The file {name} is larger than {MAX_FILE_BYTES // 1024} kB.")
    if sum(len(content) for content in files.values()) > MAX_SUBMISSION_BYTES:
        raise SubmissionRejected(f"Your files are larger than {MAX_SUBMISSION_BYTES // 1024} kB together.")
    _check_twins(files)
    missing = [name for name in expected if name not in files]
    if missing:
        given = f" You sent {_shown(', '.join(sorted(files)))}." if files else " You sent no file."
        raise SubmissionRejected(f"The file {missing[0]} is missing.{given}")
    return dict(sorted(files.items()))


def files_from_zip(data: bytes) -> dict[str, bytes]:
    """The files in a ZIP archive. Raises `SubmissionRejected`; never reads more than a submission may hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        raise SubmissionRejected("This is no ZIP archive that can be read.") from error


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_FILES:
        raise SubmissionRejected(f"The archive holds {len(members)} files; at most {MAX_FILES} are allowed.")
    files: dict[str, bytes] = {}
    room = MAX_SUBMISSION_BYTES
    for member in members:
        _check_name(member.filename)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise SubmissionRejected(f"{_shown(member.filename)} is a link or a device, not a file.")
        if member.flag_bits & 1:
            raise SubmissionRejected("The archive is protected by a password.")
        if member.filename in files:
            raise SubmissionRejected(f"The archive holds {member.filename} twice.")
        with archive.open(member) as file:
            content = file.read(room + 1)  # what the archive says of its sizes may be a lie
        if len(content) > room:
            raise SubmissionRejected(f"The archive unpacks to more than {MAX_SUBMISSION_BYTES // 1024} kB.")
        room -= len(content)
        files[member.filename] = content
    return files


def _check_name(name: str) -> None:
    parts = name.split("/")
    if len(name) > _MAX_NAME or len(parts) > _MAX_PARTS:
        raise SubmissionRejected(f"The file name {_shown(name)} is too long.")
    if not _NAME.fullmatch(name) or any(part.endswith(".") or _RESERVED.fullmatch(part) for part in parts):
        raise SubmissionRejected(
            f"The file name {_shown(name)} is not allowed. Use letters, digits, dots, hyphens and underscores."
        )


def _check_twins(files: Mapping[str, bytes]) -> None:
    """Names that differ in case or Unicode form only are one file on some machines."""
    seen: dict[str, str] = {}
    for name in files:
        plain = unicodedata.normalize("NFC", name).casefold()
        if plain in seen:
            raise SubmissionRejected(f"The file names {_shown(seen[plain])} and {_shown(name)} are too much alike.")
        seen[plain] = name
    folders = {name.rsplit("/", length)[0] for name in seen for length in range(1, name.count("/") + 1)}
    for plain, name in seen.items():
        if plain in folders:
            raise SubmissionRejected(f"{_shown(name)} is a file and a folder at once.")


def _shown(name: str) -> str:
    """A name that nobody checked, fit for a sentence."""
    return ascii(name[:60])
