"""How templates write outcomes, figures and moments."""

from __future__ import annotations

import re
from datetime import datetime

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from grader.reports import Outcome, Show, Verdict
from web import languages
from web.models import Role
from web.statements import inline_html, message_html, statement_html

OUTCOMES = {
    Outcome.PASSED: lazy_gettext("passed"),
    Outcome.FAILED: lazy_gettext("did not pass"),
    Outcome.ERROR: lazy_gettext("stopped with an error"),
    Outcome.TIMED_OUT: lazy_gettext("took too long"),
    Outcome.SKIPPED: lazy_gettext("was not run"),
}
VERDICTS = {
    Verdict.PASSED: lazy_gettext("passed"),
    Verdict.FAILED: lazy_gettext("not yet"),
    Verdict.ERROR: lazy_gettext("could not be run"),
    Verdict.TIMED_OUT: lazy_gettext("took too long"),
    Verdict.OUT_OF_MEMORY: lazy_gettext("too much memory"),
    Verdict.OUTPUT_LIMIT: lazy_gettext("printed too much"),
    Verdict.PROCESS_LIMIT: lazy_gettext("too many processes"),
    Verdict.DISK_LIMIT: lazy_gettext("wrote too much"),
    Verdict.GRADER_ERROR: lazy_gettext("not graded"),
}
KINDS = {
    "pytest": lazy_gettext("code"),
    "cases": lazy_gettext("code, by examples"),
    "stdio": lazy_gettext("program"),
    "quiz": lazy_gettext("quiz"),
    "text": lazy_gettext("text"),
}
SHOWN = {
    Show.NOTHING: lazy_gettext("nothing"),
    Show.TITLE: lazy_gettext("title"),
    Show.DETAILS: lazy_gettext("details"),
}
ROLES = {
    Role.LEARNER: lazy_gettext("learner"),
    Role.INSTRUCTOR: lazy_gettext("instructor"),
    Role.LEAD: lazy_gettext("lead"),
    Role.ADMIN: lazy_gettext("admin"),
}
CHANGES = {
    "added": lazy_gettext("added"),
    "removed": lazy_gettext("removed"),
    "changed": lazy_gettext("changed"),
}

_TICKED = re.compile(r"`([^`]+)`")

blueprint = Blueprint("words", __name__)


@blueprint.record_once
def _add_tables(state: BlueprintSetupState) -> None:
    """As globals, because macros see no context."""
    state.app.jinja_env.globals.update(
        outcome_words=OUTCOMES,
        verdict_words=VERDICTS,
        kind_words=KINDS,
        show_words=SHOWN,
        role_words=ROLES,
        change_words=CHANGES,
    )


@blueprint.app_template_filter()
def figure(number: float) -> str:
    """A number for people: whole ones without a point, others with two places at most."""
    return languages.written_number(number)


@blueprint.app_template_filter()
def plain_figure(number: float) -> str:
    """A number for a field of a form, which browsers want with a point."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def whole_percent(score: float) -> int:
    """A score between 0 and 1 in hundredths; rounded, but never up to 100: that means everything."""
    return 100 if score >= 1 else min(99, round(100 * score))


@blueprint.app_template_filter()
def percent(score: float) -> str:
    """A score between 0 and 1 with its sign, as the language writes it: `87%`, `87 %`."""
    return languages.written_percent(whole_percent(score))


@blueprint.app_template_filter()
def moment(when: datetime) -> str:
    """A point in time for people, in the server's zone of reference (UTC, which is said)."""
    return str(_("%(moment)s UTC", moment=languages.written_moment(when)))


@blueprint.app_template_filter()
def ticked(text: str) -> Markup:
    """A title as plain text, but with what stands between `backticks` as code: `__init__` is no bold word."""
    return Markup(_TICKED.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped the moment before


@blueprint.app_template_filter()
def statement(markdown: str) -> Markup:
    """A whole Markdown text."""
    return statement_html(markdown)


@blueprint.app_template_filter()
def message(markdown: str) -> Markup:
    """What a person wrote on a page, in Markdown."""
    return message_html(markdown)


@blueprint.app_template_filter()
def inline(markdown: str) -> Markup:
    """A short Markdown text without blocks."""
    return inline_html(markdown)
