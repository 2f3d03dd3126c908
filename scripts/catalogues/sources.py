"""Every sentence for people that the code holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    # grader/messages.py and the errors whose first argument is a sentence
    "marked": None,
    "say": None,
    "say_counted": (1, 2),
    "BadPack": None,
    "Conflict": None,
    "FilesRejected": None,
    "Invalid": None,
    "NotAllowed": None,
    "NotFound": None,
    "SubmissionRejected": None,
    "TooOften": None,
    "Unavailable": None,
}
_PLACES = (
    ("python", "web", "*.py"),
    ("python", "grader", "*.py"),
    ("jinja2.ext:babel_extract", "web/templates", "*.html"),
)
_OPTIONS = {"trimmed": "false", "silent": "false", "encoding": "utf-8"}


def found() -> Catalog:
    """All messages that stand in web and grader now, without a translation."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for message in _messages():
        catalog.add(message, flags=())
    return catalog


def _messages() -> Iterator[str | tuple[str, ...]]:
    for method, folder, pattern in _PLACES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            options = _OPTIONS if path.suffix == ".html" else {"encoding": "utf-8"}
            for _line, text, _comments, _context in extract_from_file(method, path, KEYWORDS, (), options):
                if text and text != ("", ""):
                    yield text
