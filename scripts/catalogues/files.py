"""Catalogues as files: sorted, without dates and places, so that they change only where a sentence does."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from catalogues.sources import ROOT

FOLDER = ROOT / "web" / "translations"
LANGUAGES = ("ar", "es", "fr", "nl")
"""English stands in the code."""
_WIDTH = 120
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def source_of(language: str, folder: Path = FOLDER) -> Path:
    """Where translators write."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def compiled_of(language: str, folder: Path = FOLDER) -> Path:
    """What the application reads."""
    return source_of(language, folder).with_suffix(".mo")


def read(language: str, folder: Path = FOLDER) -> Catalog:
    """The catalogue of *language*; an empty one where there is none yet."""
    path = source_of(language, folder)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def text_of(catalog: Catalog) -> str:
    """*catalog* as the text of its file."""
    text = io.BytesIO()
    write_po(text, catalog, width=_WIDTH, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return _header(catalog) + text.getvalue().decode()


def updated(catalog: Catalog, found: Catalog) -> Catalog:
    """*catalog* with the messages that are *found* in the code: new ones wait for a translation, others are dropped.

    Nothing is guessed: a sentence that changed a little is a new one.
    """
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def compiled_text(catalog: Catalog) -> bytes:
    """*catalog* as the application reads it; without the date, so that the same sentences give the same bytes."""
    catalog.creation_date = catalog.revision_date = _NO_DATE
    data = io.BytesIO()
    write_mo(data, catalog)
    return data.getvalue()


def compile_all(folder: Path = FOLDER) -> None:
    """Writes what the application reads."""
    for language in LANGUAGES:
        compiled_of(language, folder).write_bytes(compiled_text(read(language, folder)))


def _header(catalog: Catalog) -> str:
    return (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
