"""How templates write outcomes, figures and moments."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from grader.reports import Outcome, Verdict
from web.statements import inline_html, message_html, statement_html

OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "did not pass",
    Outcome.ERROR: "stopped with an error",
    Outcome.TIMED_OUT: "took too long",
    Outcome.SKIPPED: "was not run",
}
VERDICTS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "not yet",
    Verdict.ERROR: "could not be run",
    Verdict.TIMED_OUT: "took too long",
    Verdict.OUT_OF_MEMORY: "too much memory",
    Verdict.OUTPUT_LIMIT: "printed too much",
    Verdict.PROCESS_LIMIT: "too many processes",
    Verdict.DISK_LIMIT: "wrote too much",
    Verdict.GRADER_ERROR: "not graded",
}

blueprint = Blueprint("words", __name__)


@blueprint.record_once
def _add_tables(state: BlueprintSetupState) -> None:
    """As globals, because macros see no context."""
    state.app.jinja_env.globals.update(outcome_words=OUTCOMES, verdict_words=VERDICTS)


@blueprint.app_template_filter()
def figure(number: float) -> str:
    """Whole numbers without a point, others with as many places as they need, two at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@blueprint.app_template_filter()
def percent(score: float) -> int:
    """A score between 0 and 1 in percent; rounded, but never up to 100: that means everything."""
    return 100 if score >= 1 else min(99, round(100 * score))


@blueprint.app_template_filter()
def moment(when: datetime) -> str:
    """A point in time for people, in the server's zone of reference (UTC, which is said)."""
    return f"{when.astimezone(UTC):%-d %b %Y, %H:%M} UTC"


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
