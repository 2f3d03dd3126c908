"""Asking a person: what is sent from a submission's page, one's own questions, and what waits for a mentor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import format_timedelta
from flask_babel import gettext as _
from werkzeug import Response as AnyResponse

from web import context
from web.db import now
from web.languages import translated
from web.models import HelpThread
from web.pages.handed_in import title_of
from web.pages.help_views import Draft, help_view, status_of
from web.pages.submissions import page_of
from web.services import help as asking
from web.services import help_lists, submissions
from web.services.errors import Invalid

blueprint = Blueprint("help", __name__)

_SEE_OTHER = 303
_EXCERPT = 140
_HIGHEST = 6
"""Digits of a line number; no file that is taken has so many lines."""


@blueprint.get("/submissions/<submission_id>/help")
def open(submission_id: str) -> AnyResponse:  # noqa: A001 - the page's name
    """What is said about a submission stands on its page."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    return redirect(url_for("submissions.show", submission_id=found.id, _anchor="help"))


@blueprint.post("/submissions/<submission_id>/help")
def say(submission_id: str) -> AnyResponse | tuple[str, int]:
    """Takes a question, an answer, or the learner's word that it is solved."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    if request.form.get("action") == "solve":
        asking.set_solved(context.session(), context.user(), found.id)
        flash(_("Good that it is solved."), "good")
        return redirect(url_for("submissions.show", submission_id=found.id), _SEE_OTHER)
    draft = Draft(
        text=request.form.get("text", ""),
        file=request.form.get("file", ""),
        first=request.form.get("first", "").strip(),
        last=request.form.get("last", "").strip(),
    )
    try:
        message = asking.write(context.session(), context.user(), found.id, draft.text, _place(draft))
    except Invalid as error:
        return page_of(found, help_view(found, replace(draft, fault=translated(error)))), 422
    is_own = found.user_id == context.user().id
    if is_own:
        flash(_("Sent. The answer comes to this page."), "good")
    else:
        flash(_("Sent. The learner sees it now."), "good")
    address = url_for("submissions.show", submission_id=found.id, _anchor=f"message-{message.id}")
    return redirect(address, _SEE_OTHER)


@blueprint.get("/help")
def mine() -> str:
    """One's own questions, newest first."""
    threads = help_lists.own_threads(context.session(), context.user())
    return render_template("help/mine.html", threads=[_line(thread) for thread in threads])


@blueprint.get("/help/waiting")
def waiting() -> str:
    """What learners ask those who look after them."""
    session, user = context.session(), context.user()
    return render_template(
        "help/waiting.html",
        waiting=[_line(thread) for thread in help_lists.waiting_threads(session, user)],
        answered=[_line(thread) for thread in help_lists.answered_threads(session, user)],
        has_own=bool(help_lists.own_threads(session, user)),
    )


def _place(draft: Draft) -> asking.Place:
    """One line number alone means that line; two in the wrong order mean the same lines."""
    first, last = _number(draft.first), _number(draft.last)
    if first is None or last is None:
        first = last = first if first is not None else last
    elif first > last:
        first, last = last, first
    return asking.Place(draft.file, first, last)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _HIGHEST):
        raise Invalid("A line is named by its number, such as 3.")
    return int(text)


def _line(thread: HelpThread) -> dict[str, object]:
    words = " ".join(thread.messages[0].text.split())
    return {
        "address": url_for("submissions.show", submission_id=thread.submission_id, _anchor="help"),
        "title": title_of(context.catalog(), thread.submission.exercise, context.user().language),
        "learner": thread.submission.user.name,
        "excerpt": words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…",
        "asked_at": thread.asked_at,
        "waits": _duration(now() - thread.waiting_since) if thread.waiting_since else "",
        "status": status_of(thread),
        "is_new": asking.is_unread(thread, context.user()),
    }


def _duration(passed: timedelta) -> str:
    """In the largest unit that says enough: minutes, hours, days."""
    return str(format_timedelta(max(passed, timedelta(minutes=1)), granularity="minute", threshold=1.2))
