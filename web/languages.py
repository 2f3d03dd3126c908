"""In which language the interface speaks: the one that was chosen, else the best of those the browser asks for."""

from __future__ import annotations

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale

SOURCE = "en"
"""The language that the texts in the code are written in; it needs no catalogue."""
NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "es": "Español", "ar": "العربية"}
"""The interface's languages, by their own names."""


def install(app: Flask) -> None:
    """Lets `_()` in templates and `gettext()` in code answer in the language of the request."""
    Babel(app, default_locale=SOURCE, locale_selector=_chosen)


def interface_language() -> str:
    """The language of the present request's interface."""
    return str(get_locale() or SOURCE)


def interface_direction() -> str:
    """`ltr` or `rtl`."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def _chosen() -> str:
    if not has_request_context():
        return SOURCE
    return request.accept_languages.best_match(list(NAMES), SOURCE) or SOURCE
