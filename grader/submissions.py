"""Files that a learner hands in, checked before anything is done with them.

Only names and sizes are looked at. What is in a file may be anything: the sandbox says in plain words
when Python cannot read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader import archives
from grader.archives import Room, check_name, check_twins, shown
from grader.errors import FilesRejected, SubmissionRejected
from grader.jobs import MAX_FILE_BYTES, MAX_FILES, MAX_SUBMISSION_BYTES

_ROOM = Room(
    files=MAX_FILES,
    total_bytes=MAX_SUBMISSION_BYTES,
    name=re.compile(r"[^\W\d][\w.-]*(?:/[^\W\d][\w.-]*)*"),
    name_length=120,
    name_parts=6,
)


def checked_files(files: Mapping[str, bytes], expected: Sequence[str]) -> dict[str, bytes]:
    """*files* in a steady order, when they may be graded as a submission that must hold *expected*.

    Raises `SubmissionRejected` with a sentence for the person who sent them.
    """
    if len(files) > MAX_FILES:
        raise SubmissionRejected(
            "You sent %(count)s files; at most %(most)s are allowed.", count=len(files), most=MAX_FILES
        )
    try:
        for name, content in files.items():
            check_name(name, _ROOM)
            if len(content) > MAX_FILE_BYTES:
                raise SubmissionRejected(
                    "The file %(name)s is larger than %(size)s kB.", name=name, size=MAX_FILE_BYTES // 1024
                )
        if sum(len(content) for content in files.values()) > MAX_SUBMISSION_BYTES:
            raise SubmissionRejected(
                "Your files are larger than %(size)s kB together.", size=MAX_SUBMISSION_BYTES // 1024
            )
        check_twins(files)
    except FilesRejected as error:
        raise SubmissionRejected(error.message) from error
    missing = [name for name in expected if name not in files]
    if missing:
        if not files:
            raise SubmissionRejected("The file %(name)s is missing. You sent no file.", name=missing[0])
        sent = shown(", ".join(sorted(files)))
        raise SubmissionRejected("The file %(name)s is missing. You sent %(sent)s.", name=missing[0], sent=sent)
    return dict(sorted(files.items()))


def files_from_zip(data: bytes) -> dict[str, bytes]:
    """The files in a ZIP archive. Raises `SubmissionRejected`; never reads more than a submission may hold."""
    try:
        return archives.files_from_zip(data, _ROOM)
    except FilesRejected as error:
        raise SubmissionRejected(error.message) from error
