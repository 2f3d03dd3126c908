"""What a learner works on: saved while they write, taken home as a file, and the hints that they open."""

from __future__ import annotations

from datetime import UTC

from flask import Blueprint, Response, flash, json, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as AnyResponse

from grader.packs.reader import LoadedExercise
from web import context
from web.failures import wants_json
from web.models import LearnerDraft
from web.pages.code_files import code_file
from web.pages.exercise_forms import holds_work, open_exercise, sent_revision, sent_work
from web.pages.hints import hint_views
from web.pages.words import moment
from web.services import hints, learner_drafts, submissions
from web.services.authoring.diffs import differences
from web.services.errors import NotFound
from web.services.learner_drafts import Work

blueprint = Blueprint("learner_drafts", __name__)

_SEE_OTHER = 303


@blueprint.post("/exercises/<pack>/<slug>/draft")
def save(pack: str, slug: str) -> AnyResponse:
    """Saves the editor's text. A script that began from an older draft gets 409 and both; a form never does.

    `draft=mine`: the stored one gives way and is kept. `draft=other`: the one sent gives way and is kept.
    """
    found, _step = open_exercise(pack, slug)
    if not wants_json():
        _save_form(found)
        return redirect(_address(found), _SEE_OTHER)
    files = sent_work(found, with_uploads=False).contents
    if request.form.get("draft") == "other":
        return _answer(learner_drafts.put_away(context.session(), context.user(), found, files))
    saved = learner_drafts.save(context.session(), context.user(), found, _work(files), keep_other=_keeps_other())
    return _diverged(found, files, saved.draft) if saved.diverged else _answer(saved.draft)


@blueprint.post("/exercises/<pack>/<slug>/code")
def code(pack: str, slug: str) -> Response:
    """What stands in the editor as a file. It is sent rather than fetched, so that it works while nothing is saved."""
    found, _step = open_exercise(pack, slug)
    if found.kind == "quiz":
        raise NotFound("A quiz has no code.")
    return code_file(sent_work(found, with_uploads=False).contents, found.slug)


@blueprint.post("/exercises/<pack>/<slug>/hints")
def open_hint(pack: str, slug: str) -> AnyResponse:
    """Opens one more hint. Without a script the whole form comes along, and is saved so that nothing is lost."""
    found, _step = open_exercise(pack, slug)
    hints.open_next(context.session(), context.user(), found)
    if wants_json():
        shown = render_template("parts/hints.html", hints=hint_views(found))
        return Response(json.dumps({"html": shown}), mimetype="application/json")
    if submission := request.form.get("submission"):
        return redirect(url_for("submissions.show", submission_id=submission, _anchor="hints"), _SEE_OTHER)
    if holds_work():
        _save_form(found)
    return redirect(f"{_address(found)}#hints", _SEE_OTHER)


def _save_form(found: LoadedExercise) -> None:
    """For a page without scripts: what was sent becomes the draft, and one that it did not know of is kept."""
    work = _work(sent_work(found, with_uploads=False).contents)
    saved = learner_drafts.save(context.session(), context.user(), found, work, keep_other=_keeps_other())
    if not saved.diverged:
        flash(_("Saved. It is not handed in yet."), "good")
        return
    when = moment(saved.draft.saved_at)
    newer = Work(work.files, work.base_id, saved.draft.revision)
    learner_drafts.save(context.session(), context.user(), found, newer, keep_other=True)
    flash(
        _(
            "Saved. This exercise was also changed in another window or on another device (%(when)s): "
            "you find that version among the earlier ones.",
            when=when,
        ),
        "good",
    )


def _work(files: dict[str, bytes]) -> Work:
    return Work(files, request.form.get("base", ""), sent_revision())


def _keeps_other() -> bool:
    """Whether the stored draft stays among the earlier ones: the learner chose to go on from something else."""
    return request.form.get("draft") == "mine"


def _answer(draft: LearnerDraft) -> AnyResponse:
    body = {"revision": draft.revision, "saved_at": draft.saved_at.astimezone(UTC).isoformat()}
    return Response(json.dumps(body), mimetype="application/json")


def _diverged(found: LoadedExercise, files: dict[str, bytes], draft: LearnerDraft) -> AnyResponse:
    """Both versions. Of a quiz no answers: the numbers of its choices would tell the right order."""
    other = draft.contents() or _handed_in_last(found)
    body: dict[str, object] = {"revision": draft.revision, "saved_at": draft.saved_at.astimezone(UTC).isoformat()}
    if found.kind != "quiz":
        body["files"] = {
            f"text-{number}": other.get(name, b"").decode("utf-8", "replace") for number, name in enumerate(found.files)
        }
        body["difference"] = render_template("parts/difference.html", differences=differences(files, other))
    return Response(json.dumps(body), 409, mimetype="application/json")


def _handed_in_last(found: LoadedExercise) -> dict[str, bytes]:
    """In another window the draft was handed in: that is what the other version is then."""
    newest = submissions.newest(context.session(), context.user(), found.id)
    return newest.contents() if newest else dict(found.starter)


def _address(found: LoadedExercise) -> str:
    pack, _slash, slug = found.id.partition("/")
    return url_for("learn.exercise", pack=pack, slug=slug)
