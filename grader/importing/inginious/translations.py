"""The translations of a course: compiled gettext catalogues in `$i18n/`.

Read here and not by `gettext`, which turns the plural rule that stands in the file into Python and compiles it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.errors import PackError
from grader.importing.conversions import Notes
from grader.importing.drafts import Texts
from grader.importing.sources import SourceFolder

FOLDER = "$i18n"
_LANGUAGE = re.compile(r"([a-z]{2})(?:[_-][A-Za-z]{2})?\.mo")
_MAGIC = 0x950412DE
_MAX_TEXTS = 20_000
Catalogue = dict[str, str]


@dataclass
class Translations:
    """Text in the course's own language → the same in others."""

    language: str
    """The course's own."""
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Languages in which something was found."""

    def within(self, folder: SourceFolder, notes: Notes) -> Translations:
        """These, with those of a task in front of them."""
        own = read_translations(folder, self.language, notes).catalogues
        languages = sorted({*self.catalogues, *own})
        merged = {name: self.catalogues.get(name, {}) | own.get(name, {}) for name in languages}
        return Translations(self.language, merged, self.used)

    def texts(self, text: str, write: Callable[[str], str] = str.strip) -> Texts:
        """*text* in each language, as *write* puts it; nothing for an empty text."""
        if not text.strip():
            return {}
        found = {self.language: write(text)}
        for language, catalogue in self.catalogues.items():
            translated = catalogue.get(text) or catalogue.get(text.strip())
            if language != self.language and translated and translated.strip():
                found[language] = write(translated)
                self.used.add(language)
        return found


def read_translations(folder: SourceFolder, language: str, notes: Notes) -> Translations:
    """The catalogues of a course or a task. What cannot be read is noted as dropped."""
    found: dict[str, Catalogue] = {}
    if folder.has_folder(FOLDER):
        inside = folder.folder(FOLDER)
        for name in inside.files():
            code = _LANGUAGE.fullmatch(name)
            if code is None:
                continue
            try:
                found.setdefault(code[1], {}).update(catalogue(inside.data(name)))
            except (PackError, ValueError) as error:
                notes.drop(f"the translations in {FOLDER}/{name}: {error}")
    return Translations(language, found)


def catalogue(data: bytes) -> Catalogue:
    """What a compiled catalogue holds. Raises `ValueError`."""
    try:
        order = "<" if struct.unpack_from("<I", data)[0] == _MAGIC else ">"
        magic, _version, count, originals, translations = struct.unpack_from(f"{order}5I", data)
        if magic != _MAGIC or count > _MAX_TEXTS:
            raise ValueError("it is no compiled catalogue")
        pairs = [
            (_text(data, order, originals + 8 * number), _text(data, order, translations + 8 * number))
            for number in range(count)
        ]
    except struct.error as error:
        raise ValueError("it ends too early") from error
    header = next((translation for original, translation in pairs if not original), b"").decode("latin-1")
    charset = re.search(r"charset=([A-Za-z0-9_-]+)", header)
    if charset and charset[1].lower() not in {"utf-8", "utf8", "ascii", "us-ascii", "latin-1", "iso-8859-1"}:
        raise ValueError(f"its characters are {charset[1][:30]}, not UTF-8")
    encoding = "latin-1" if charset and charset[1].lower() in {"latin-1", "iso-8859-1"} else "utf-8"
    return {original.decode(encoding): translation.decode(encoding) for original, translation in pairs if original}


def _text(data: bytes, order: str, offset: int) -> bytes:
    """The text that an entry of a table leads to: of a plural the first form, without a context."""
    length, start = struct.unpack_from(f"{order}2I", data, offset)
    if start + length > len(data):
        raise ValueError("it ends too early")
    return data[start : start + length].split(b"\0")[0].rsplit(b"\4")[-1]
