"""Texts that wait for a person, and the form on which they are graded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from grader.model import Criterion, pick
from web import context
from web.pages.handed_in import title_of
from web.services.errors import Invalid
from web.services.texts import TextToGrade, grade_text, text_to_grade, waiting_texts

blueprint = Blueprint("texts", __name__, url_prefix="/texts")

_SEE_OTHER = 303


@dataclass(frozen=True)
class CriterionView:
    """One thing to give points for, with what was given already."""

    field: str
    title: str
    describe: str
    most: float
    given: str


@blueprint.get("")
def waiting() -> str:
    """The texts of one's learners that nobody has graded yet, oldest first."""
    user, catalog = context.user(), context.catalog()
    texts = [
        {
            "id": one.id,
            "learner": one.user.name,
            "title": title_of(catalog, one.exercise, user.language),
            "created_at": one.created_at,
        }
        for one in waiting_texts(context.session(), user)
    ]
    return render_template("texts/waiting.html", texts=texts)


@blueprint.get("/<text_id>")
def show(text_id: str) -> str:
    """The text, and the form for points and a comment."""
    found = text_to_grade(context.session(), context.user(), text_id)
    earlier = found.earlier.report() if found.earlier else None
    given = {test.name: f"{test.points:g}" for test in earlier.tests} if earlier else {}
    return _page(found, given, earlier.comment if earlier else "", again=earlier is not None)


@blueprint.post("/<text_id>")
def grade(text_id: str) -> Response | tuple[str, int]:
    """Records the points. One that was graded before is put right where the form was opened for that."""
    found = text_to_grade(context.session(), context.user(), text_id)
    given = {one.name: request.form.get(f"points-{one.name}", "").strip() for one in found.criteria}
    comment = request.form.get("comment", "").replace("\r\n", "\n")
    again = request.form.get("again") == "yes"
    try:
        points = {name: _points(text) for name, text in given.items()}
        grade_text(context.session(), context.queue(), context.user(), text_id, points, comment, again=again)
    except Invalid as fault:
        return _page(found, given, comment, again=again, fault=str(fault)), 422
    flash("Saved. The learner can see it now.", "good")
    return redirect(url_for("texts.waiting"), _SEE_OTHER)


def _points(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise Invalid("Give points for each criterion, as a number.") from None


def _page(found: TextToGrade, given: dict[str, str], comment: str, *, again: bool, fault: str = "") -> str:
    languages = (context.user().language, found.language)
    return render_template(
        "texts/show.html",
        id=found.submission.id,
        title=title_of(context.catalog(), found.submission.exercise, context.user().language),
        learner=found.submission.user.name,
        created_at=found.submission.created_at,
        text=found.text,
        words=len(found.text.split()),
        criteria=[_criterion(one, languages, given) for one in found.criteria],
        comment=comment,
        again=again,
        fault=fault,
    )


def _criterion(one: Criterion, languages: tuple[str, str], given: dict[str, str]) -> CriterionView:
    return CriterionView(
        field=f"points-{one.name}",
        title=pick(one.title, *languages),
        describe=pick(one.describe, *languages),
        most=one.points,
        given=given.get(one.name, ""),
    )
