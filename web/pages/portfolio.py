"""One's own portfolio: composing, previewing, publishing and withdrawing it; and the page that others see."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as AnyResponse

from grader.packs.exercise_reader import ANSWER
from web import context
from web.languages import interface_language, translated, written_day
from web.models import Portfolio, Submission
from web.pages.certificates import time_needed
from web.pages.handed_in import title_of
from web.pages.published import unlisted, whole_address
from web.services import portfolios
from web.services.certificates import certificates_of
from web.services.errors import Conflict, Invalid, NotFound
from web.services.portfolios import Wanted

blueprint = Blueprint("portfolio", __name__)

_SEE_OTHER = 303


@dataclass(frozen=True)
class Choice:
    """A submission that may be shown."""

    id: str
    title: str
    is_chosen: bool
    sentence: str


@blueprint.get("/portfolio")
def edit() -> str:
    """The page's parts, to choose and to write."""
    return _form(_stored())


@blueprint.post("/portfolio")
def save() -> AnyResponse | tuple[str, int]:
    """Keeps them."""
    chosen = request.form.getlist("show")
    wanted = Wanted(
        name=request.form.get("name", ""),
        about=request.form.get("about", ""),
        address=request.form.get("address", ""),
        sentences={one: request.form.get(f"sentence-{one}", "") for one in chosen},
        certificate_ids=tuple(request.form.getlist("certificate")),
    )
    try:
        portfolio = portfolios.save(context.session(), context.user(), wanted)
    except (Invalid, Conflict) as error:
        context.session().rollback()
        return _form(wanted, fault=translated(error)), 422
    if portfolio.published_at:
        flash(_("Saved. Everybody who has the address sees it now."), "good")
    else:
        flash(_("Saved."), "good")
    return redirect(url_for("portfolio.edit"), _SEE_OTHER)


@blueprint.get("/portfolio/preview")
def preview() -> Response:
    """The page as others would see it."""
    portfolio = portfolios.portfolio_of(context.session(), context.user())
    if portfolio is None:
        raise NotFound("Save your page first.")
    return unlisted(_page(portfolio, is_preview=True))


@blueprint.post("/portfolio/publish")
def publish() -> AnyResponse:
    """Publishes the page, or withdraws it."""
    if request.form.get("action") == "withdraw":
        portfolios.withdraw(context.session(), context.user())
        flash(_("Withdrawn. Nobody but you sees the page any more."), "good")
    else:
        portfolios.publish(context.session(), context.user())
        flash(_("Published. Everybody who has the address sees the page."), "good")
    return redirect(url_for("portfolio.edit"), _SEE_OTHER)


@blueprint.get("/p/<address>")
def public(address: str) -> Response:
    """For anybody who has the address, while it is published."""
    return unlisted(_page(portfolios.published(context.session(), address), is_preview=False))


def _stored() -> Wanted:
    user = context.user()
    portfolio = portfolios.portfolio_of(context.session(), user)
    if portfolio is None:
        return Wanted(user.name, "", "", {}, ())
    return Wanted(
        name=portfolio.name,
        about=portfolio.about,
        address=portfolio.chosen_address or "",
        sentences={item.submission_id: item.sentence for item in portfolio.items},
        certificate_ids=tuple(portfolio.certificate_ids),
    )


def _form(wanted: Wanted, fault: str = "") -> str:
    user, session = context.user(), context.session()
    portfolio = portfolios.portfolio_of(session, user)
    is_published = portfolio is not None and portfolio.published_at is not None
    issued = [one for one in certificates_of(session, user) if one.withdrawn_at is None]
    return render_template(
        "portfolio/edit.html",
        wanted=wanted,
        choices=_choices(wanted, portfolio),
        certificates=issued,
        is_saved=portfolio is not None,
        is_published=is_published,
        address=whole_address(url_for("portfolio.public", address=portfolio.address))
        if is_published and portfolio and portfolio.address
        else "",
        before_address=whole_address(url_for("portfolio.public", address="x")).removesuffix("x"),
        limits=portfolios,
        fault=fault,
    )


def _choices(wanted: Wanted, portfolio: Portfolio | None) -> list[Choice]:
    """Those that are on the page first, in its order; then all others that passed."""
    offered = {one.id: one for one in portfolios.candidates(context.session(), context.user())}
    if portfolio is not None:
        offered |= {item.submission_id: item.submission for item in portfolio.items}
    order = [one for one in wanted.sentences if one in offered]
    order += [one for one in offered if one not in wanted.sentences]
    taken = {offered[one].exercise for one in wanted.sentences if one in offered}
    return [
        Choice(one, _title(offered[one]), one in wanted.sentences, wanted.sentences.get(one, ""))
        for one in order
        if one in wanted.sentences or offered[one].exercise not in taken
    ]


def _page(portfolio: Portfolio, *, is_preview: bool) -> str:
    found = portfolios.shown(context.session(), portfolio)
    items = [
        {"title": _title(item.submission), "sentence": item.sentence, "files": _files(item.submission)}
        for item in found.items
    ]
    certificates = [
        {
            "address": url_for("certificates.verify", certificate_id=one.id),
            "title": one.pack_title,
            "date": written_day(one.issued_at),
            "time": time_needed(one.minutes),
            "issuer": one.issuer,
        }
        for one in found.certificates
    ]
    return render_template(
        "portfolio/public.html",
        name=found.name,
        about=found.about,
        items=items,
        certificates=certificates,
        is_preview=is_preview,
        is_published=portfolio.published_at is not None,
    )


def _title(submission: Submission) -> str:
    return title_of(context.catalog(), submission.exercise, interface_language())


def _files(submission: Submission) -> list[dict[str, object]]:
    return [
        {"name": name, "text": content.decode("utf-8", "replace"), "is_prose": name == ANSWER}
        for name, content in submission.contents().items()
    ]
