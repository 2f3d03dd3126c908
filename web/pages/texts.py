"""Texts that wait for a person: the list, and one of them with what it is graded by."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as AnyResponse

from grader.model import pick
from web import context
from web.languages import translated
from web.pages.handed_in import title_of
from web.services import texts
from web.services.errors import Invalid
from web.services.texts import TextToGrade

blueprint = Blueprint("texts", __name__, url_prefix="/texts")

_SEE_OTHER = 303


@blueprint.get("")
def waiting() -> str:
    """What waits, oldest first."""
    language = context.user().language
    lines = [
        {
            "id": one.id,
            "title": title_of(context.catalog(), one.exercise, language),
            "learner": one.user.name,
            "created_at": one.created_at,
        }
        for one in texts.waiting_texts(context.session(), context.user())
    ]
    return render_template("texts/waiting.html", texts=lines)


@blueprint.get("/<text_id>")
def show(text_id: str) -> str:
    """One text, and the form with a field for each criterion."""
    return _page(texts.text_to_grade(context.session(), context.user(), text_id))


@blueprint.post("/<text_id>")
def grade(text_id: str) -> AnyResponse | tuple[str, int]:
    """Records what each criterion gets; the learner's page is told at once."""
    found = texts.text_to_grade(context.session(), context.user(), text_id)
    try:
        points = {one.name: _points(request.form.get(f"points-{one.name}", "")) for one in found.criteria}
        texts.grade_text(
            context.session(),
            context.queue(),
            context.user(),
            text_id,
            points,
            request.form.get("comment", ""),
            again=found.earlier is not None,
        )
    except Invalid as error:
        return _page(found, translated(error)), 422
    flash(_("Graded. The learner sees it now."), "good")
    return redirect(url_for("texts.waiting"), _SEE_OTHER)


def _page(found: TextToGrade, fault: str = "") -> str:
    language, first = context.user().language, found.language
    report = found.earlier.report() if found.earlier is not None else None
    earlier = {test.name: test.points for test in report.tests} if report else {}
    criteria = [
        {
            "name": one.name,
            "title": pick(one.title, language, first),
            "describe": pick(one.describe, language, first),
            "points": one.points,
            "given": request.form.get(f"points-{one.name}", earlier.get(one.name, "")),
        }
        for one in found.criteria
    ]
    return render_template(
        "texts/grade.html",
        id=found.submission.id,
        title=title_of(context.catalog(), found.submission.exercise, language),
        learner=found.submission.user.name,
        created_at=found.submission.created_at,
        text=found.text,
        words=len(found.text.split()),
        criteria=criteria,
        comment=request.form.get("comment", report.comment if report else ""),
        is_graded=report is not None,
        fault=fault,
    )


def _points(text: str) -> float:
    try:
        return float(text.replace(",", ".", 1))
    except ValueError:
        raise Invalid("Give each criterion its points: a number, which may be 0.") from None
