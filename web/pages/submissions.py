"""What was handed in: the list, one of them, and its verdict as it arrives."""

from __future__ import annotations

import time
from collections.abc import Iterator

from flask import Blueprint, Response, json, render_template, request, url_for

from grader.jobs import ProgressMessage
from web import context
from web.db import Database
from web.models import State, Submission
from web.pages.code_files import code_file
from web.pages.handed_in import lines_of
from web.pages.help_views import HelpView, help_view, mark_seen
from web.pages.hints import hint_views
from web.pages.learn import next_step_after, result_of
from web.pages.quiz_form import AnswerView, answer_views
from web.services import submissions
from web.services.errors import Invalid, NotFound
from web.services.feedback import bundle_of
from web.waiting import Hub

blueprint = Blueprint("submissions", __name__, url_prefix="/submissions")

_ON_A_PAGE = 50
_STREAM_SECONDS = 55.0
"""A stream ends by itself before anything in between loses patience; the browser opens it again."""
_LOOK_SECONDS = 2.0


@blueprint.get("")
def history() -> str:
    """One's own submissions, newest first."""
    page = request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page) <= 1_000):  # noqa: PLR2004 - far enough
        raise Invalid("There is no such page.")
    start = (int(page) - 1) * _ON_A_PAGE
    found = submissions.history(context.session(), context.user(), limit=start + _ON_A_PAGE + 1)[start:]
    older = url_for("submissions.history", page=int(page) + 1) if len(found) > _ON_A_PAGE else ""
    lines = lines_of(found[:_ON_A_PAGE], context.catalog(), context.user().language)
    return render_template("submissions/history.html", submissions=lines, older=older)


@blueprint.get("/<submission_id>")
def show(submission_id: str) -> str:
    """One submission with its code and its result."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    asked = help_view(found)
    mark_seen(found)  # before the page is made: what it shows is not new at its top any more
    return page_of(found, asked)


def page_of(found: Submission, asked: HelpView) -> str:
    """The page of a submission that the user may see, with what is said about it."""
    is_own = found.user_id == context.user().id
    (line,) = lines_of([found], context.catalog(), context.user().language)
    return render_template(
        "submissions/show.html",
        submission=line,
        owner=found.user,
        is_own=is_own,
        files={name: content.decode("utf-8", "replace") for name, content in found.contents().items()},
        answers=_answers(found),
        help=asked,
        **_way_on(found, is_own=is_own),
        **_result(found, is_own=is_own),
    )


@blueprint.get("/<submission_id>/result")
def result(submission_id: str) -> str:
    """The result panel alone: a script puts it into the page."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    is_own = found.user_id == context.user().id
    return render_template("parts/result.html", submission=found, **_result(found, is_own=is_own))


@blueprint.get("/<submission_id>/code")
def code(submission_id: str) -> Response:
    """What was handed in, as a file."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    bundle = bundle_of(context.session(), found.digest)
    if bundle is not None and bundle.kind == "quiz":
        raise NotFound("A quiz has no code.")  # and the numbers of its choices would tell the right order
    return code_file(found.contents(), found.exercise.rpartition("/")[2])


@blueprint.get("/<submission_id>/events")
def events(submission_id: str) -> Response:
    """A stream of events: `progress` when tests ended, `graded` once the verdict is there."""
    found = submissions.submission_for(context.session(), context.user(), submission_id)
    response = Response(_stream(context.hub(), context.database(), found.id), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _stream(hub: Hub, database: Database, submission_id: str) -> Iterator[str]:
    with hub.subscribe(submission_id) as inbox:
        yield "retry: 1000\n\n"
        deadline = time.monotonic() + _STREAM_SECONDS
        while time.monotonic() < deadline:
            if _is_graded(database, submission_id):
                yield "event: graded\ndata: {}\n\n"
                return
            event = inbox.next(_LOOK_SECONDS)
            while isinstance(event, ProgressMessage):
                body = {"ended": event.ended, "of": event.of}
                yield f"event: progress\ndata: {json.dumps(body)}\n\n"
                event = inbox.next(_LOOK_SECONDS)
            if event is None:
                yield ": waiting\n\n"


def _is_graded(database: Database, submission_id: str) -> bool:
    with database.session() as session:
        found = session.get(Submission, submission_id)
        return found is not None and found.state == State.GRADED


def _result(found: Submission, *, is_own: bool) -> dict[str, object]:
    result = result_of(found)
    good = result is not None and result.tone == "good"
    bundle = bundle_of(context.session(), found.digest)
    return {
        "result": result,
        "asks": is_own and found.counts,
        "kind": bundle.kind if bundle else "pytest",
        "next_step": next_step_after(found.exercise) if good and is_own else None,
    }


def _answers(found: Submission) -> list[AnswerView]:
    """What was answered in a quiz; nothing for other kinds."""
    bundle = bundle_of(context.session(), found.digest)
    if bundle is None or bundle.kind != "quiz":
        return []
    untrusted = found.contents().get(bundle.files[0], b"")
    return answer_views(bundle.questions, untrusted, (context.user().language, bundle.language))


def _way_on(found: Submission, *, is_own: bool) -> dict[str, object]:
    """Where its code can be worked on, and the hints; nothing when the exercise is in no pack any more."""
    try:
        exercise = context.catalog().exercise_for(context.user(), found.exercise)
    except NotFound:
        return {"exercise_address": "", "earlier_address": "", "hints": None}
    pack, _, slug = found.exercise.partition("/")
    return {
        "exercise_address": f"{url_for('learn.exercise', pack=pack, slug=slug)}?from={found.id}",
        "earlier_address": url_for("earlier.show", pack=pack, slug=slug),
        "hints": hint_views(exercise) if is_own else None,
    }
