"""How an exercise does with learners, and what follows: known mistakes, and grading again after a change."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse

from grader.model import pick
from web import context
from web.models.pack import StoredPack
from web.services import insights, regrading
from web.services.authoring import access, drafts
from web.services.mistakes import NewMistake, mistake_from_answer

blueprint = Blueprint("improve", __name__, url_prefix="/packs/<pack>/<slug>/improve")

_SEE_OTHER = 303


@blueprint.get("")
def show(pack: str, slug: str) -> str:
    """Figures, groups of wrong answers, and what a regrade would change."""
    session, user, catalog = context.session(), context.user(), context.catalog()
    found = insights.insights(session, catalog, user, f"{pack}/{slug}")
    stored = session.get_one(StoredPack, pack)
    editable = access.may_edit(user, stored)
    regrades = regrading.regrades_of(session, user, found.exercise) if editable else []
    return render_template(
        "authoring/improve.html",
        pack=pack,
        slug=slug,
        title=_title(pack, slug),
        languages=catalog.pack(pack).pack.languages,
        insights=found,
        may_edit=editable,
        outdated=regrading.outdated(session, catalog, found.exercise),
        summary=regrading.regrade_summary(session, user, regrades[0].id) if regrades else None,
        revision=drafts.open_draft(session, user, pack).revision if editable else 0,
    )


@blueprint.post("/mistakes")
def add_mistake(pack: str, slug: str) -> AnyResponse:
    """A group of wrong answers becomes a known mistake of the draft."""
    session, user = context.session(), context.user()
    key, revision = request.form.get("group", ""), request.form.get("revision", "0")
    group = insights.group_of(session, context.catalog(), user, f"{pack}/{slug}", key)
    said = {name.removeprefix("say-"): text for name, text in request.form.items() if name.startswith("say-")}
    mistake = NewMistake(request.form.get("name", "").strip(), group.files, said)
    mistake_from_answer(session, user, pack, slug, mistake, int(revision) if revision.isdecimal() else 0)
    return redirect(url_for("draft.show", pack=pack, file=f"{slug}/exercise.yaml"), _SEE_OTHER)


@blueprint.post("/regrade")
def start(pack: str, slug: str) -> AnyResponse:
    """Grades what was handed in on older versions once more. Nothing counts yet."""
    session, user = context.session(), context.user()
    regrading.start_regrade(session, context.queue(), context.catalog(), user, f"{pack}/{slug}")
    return _back(pack, slug)


@blueprint.post("/regrade/<regrade>/apply")
def apply(pack: str, slug: str, regrade: str) -> AnyResponse:
    """Lets the new reports count."""
    regrading.apply_regrade(context.session(), context.user(), regrade)
    return _back(pack, slug)


@blueprint.post("/regrade/<regrade>/cancel")
def cancel(pack: str, slug: str, regrade: str) -> AnyResponse:
    """Ends a regrade that does not count yet."""
    regrading.cancel_regrade(context.session(), context.user(), regrade)
    return _back(pack, slug)


def _back(pack: str, slug: str) -> AnyResponse:
    return redirect(url_for("improve.show", pack=pack, slug=slug), _SEE_OTHER)


def _title(pack: str, slug: str) -> str:
    exercise = context.catalog().exercise(f"{pack}/{slug}")
    return pick(exercise.exercise.title, context.user().language, exercise.language)
