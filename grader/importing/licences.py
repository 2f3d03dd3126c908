"""The licence file of a course, copied as it is and named where it is known."""

from __future__ import annotations

from grader.errors import PackError
from grader.importing.conversions import Notes
from grader.importing.sources import SourceFolder

_FILES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "COPYING")
_KNOWN = {
    "MIT License": "MIT",
    "Permission is hereby granted, free of charge": "MIT",
    "Apache License": "Apache-2.0",
    "GNU AFFERO GENERAL PUBLIC LICENSE": "AGPL-3.0",
    "GNU LESSER GENERAL PUBLIC LICENSE": "LGPL",
    "GNU GENERAL PUBLIC LICENSE": "GPL",
    "Attribution-NonCommercial-ShareAlike 4.0": "CC-BY-NC-SA-4.0",
    "Attribution-NonCommercial 4.0": "CC-BY-NC-4.0",
    "Attribution-ShareAlike 4.0": "CC-BY-SA-4.0",
    "Attribution 4.0": "CC-BY-4.0",
    "CC0 1.0": "CC0-1.0",
    "Mozilla Public License": "MPL-2.0",
}


def licence_of(source: SourceFolder, notes: Notes) -> tuple[str, bytes | None]:
    """The licence's name and its file's content; what becomes of it is noted."""
    name = next((name for name in _FILES if source.has(name)), None)
    if name is None:
        notes.change("there is no licence file: ask the authors before you hand the pack on")
        return "", None
    try:
        content = source.data(name)
    except PackError as error:
        notes.drop(f"the licence: {error}")
        return "", None
    text = content.decode("utf-8", "replace")
    notes.keep("licence")
    return next((licence for phrase, licence in _KNOWN.items() if phrase in text), "see LICENSE"), content
