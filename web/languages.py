"""In which language the interface speaks, and how that language writes numbers, moments and its catalogue's sentences.

Who is signed in has chosen on the account page, anybody else by the form in the footer, which a cookie keeps. Where
nobody chose, the best of the languages that the browser asks for counts. The language of statements is another choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.numbers import format_decimal, format_percent
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_domain, get_locale, refresh
from flask_login import current_user
from jinja2 import pass_context
from werkzeug.wrappers import Response

from grader.messages import Message, Telling

SOURCE = "en"
"""The language that the texts in the code are written in; it needs no catalogue."""
NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "es": "Español", "ar": "العربية"}
"""The interface's languages, by their own names."""
COOKIE = "language"
_A_YEAR = 365 * 24 * 3600
_ISOLATE, _ISOLATE_CODE, _END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"
"""By the first letter; from left to right; and back."""
_WRITTEN_AS = {"en": "en_GB"}
"""Languages whose numbers and moments are written as in one country: the texts in the code are British."""


class _Catalogues(Domain):  # type: ignore[misc]
    """The catalogues; numbers in a sentence are written as its language writes them."""

    def gettext(self, string: str, **values: object) -> str:
        return str(super().gettext(string, **_written(values)))

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> str:
        text = str(self.get_translations().ungettext(singular, plural, num))
        return text % _written({"num": num, **values})


def install(app: Flask) -> None:
    """Lets `_()` in templates and `gettext()` in code answer in the language of the request."""
    babel = Babel(app, default_locale=SOURCE, locale_selector=_chosen)
    babel.domain_instance = _Catalogues()
    for name in ("gettext", "ngettext"):
        app.jinja_env.globals[name] = _with_written_numbers(cast("Callable[..., Any]", app.jinja_env.globals[name]))
    app.jinja_env.globals["direction_of"] = direction_of
    app.jinja_env.globals["name_of_language"] = name_of_language


def interface_language() -> str:
    """The language of the present request's interface."""
    return str(get_locale() or SOURCE)


def interface_direction() -> str:
    """`ltr` or `rtl`."""
    return direction_of(interface_language())


def direction_of(language: str) -> str:
    """`ltr` or `rtl`; `auto` where nobody knows the language."""
    found = _locale(language)
    return found.text_direction if found else "auto"


def name_of_language(language: str) -> str:
    """What *language* is called in the language of the interface."""
    found = _locale(language)
    return (found.get_display_name(interface_language()) if found else None) or language


def translated(said: Message | Telling | str) -> str:
    """A sentence that a service or a grader has said, in the language of the interface."""
    message = said.message if isinstance(said, Telling) else said
    if isinstance(message, str):
        return message
    values = {name: translated(one) if isinstance(one, Message) else one for name, one in message.values.items()}
    if message.plural:
        return str(get_domain().ngettext(message.text, message.plural, message.count, **values))
    return str(get_domain().gettext(message.text, **values))


def isolated(text: str, *, is_code: bool = False) -> str:
    """*text* with marks that keep its direction apart from the sentence around it: `add(1, 2)` in an Arabic one."""
    mark = _ISOLATE_CODE if is_code else _ISOLATE
    return f"{mark}{text}{_END_OF_ISOLATE}" if text and interface_direction() == "rtl" else text


def choose(response: Response, language: str, *, https: bool) -> None:
    """Keeps the choice of this browser, also for those who are not signed in."""
    response.set_cookie(COOKIE, language, max_age=_A_YEAR, secure=https, httponly=True, samesite="Lax")


def look_again() -> None:
    """After a choice: what this request still says is said in the new language."""
    refresh()


def written_number(number: float) -> str:
    """Whole numbers without a point, others with as many places as they need, two at most."""
    return format_decimal(round(number, 2), format="#,##0.##", locale=_writing())


def written_percent(whole: int) -> str:
    """*whole* hundredths."""
    return format_percent(whole / 100, format=None, locale=_writing())


def written_moment(when: datetime) -> str:
    """Day and minute, in UTC."""
    moment, locale = when.astimezone(UTC), _writing()
    pattern = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    day = format_skeleton("yMMMd", moment, locale=locale)
    return pattern.format(format_time(moment, "short", locale=locale), day)


def written_day(when: datetime) -> str:
    """The day with its month in words, in UTC."""
    return format_date(when.astimezone(UTC), "long", locale=_writing())


def _chosen() -> str:
    if not has_request_context():
        return SOURCE
    asked = request.accept_languages.best_match(list(NAMES), SOURCE) or SOURCE
    if request.path.startswith("/api/"):
        return asked  # programs get what they ask for, whoever they act for
    mine = current_user.interface if current_user and current_user.is_authenticated else ""
    return next((one for one in (mine, request.cookies.get(COOKIE, "")) if one in NAMES), asked)


def _writing() -> str:
    language = interface_language()
    return _WRITTEN_AS.get(language, language)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _written(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _as_read(one) for name, one in values.items()}


def _as_read(value: object) -> object:
    """A number as people read it (a truth value is none), and a text that keeps its own direction."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return written_number(value)
    return isolated(value) if type(value) is str else value


def _with_written_numbers(translate: Callable[..., Any]) -> Callable[..., Any]:
    """For templates, which fill a sentence after the catalogue has given it."""

    @pass_context
    def translating(context: Any, *texts: Any, **values: object) -> Any:
        return translate(context, *texts, **_written(values))

    return translating
