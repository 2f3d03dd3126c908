"""Certificates: asking for one, its printable page and PDF, withdrawing it, and the public page that checks it."""

from __future__ import annotations

import segno
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug import Response as AnyResponse

from grader.model import pick
from web import context, languages
from web.models import Certificate
from web.pages.published import unlisted, whole_address
from web.services import certificates
from web.services.certificate_pdf import Paper, certificate_pdf
from web.services.courses import pack_map
from web.services.errors import Invalid
from web.services.learned import skills_of
from web.services.tallies import tallies_of

blueprint = Blueprint("certificates", __name__, url_prefix="/certificates")

_SEE_OTHER = 303
_HOUR = 60


@blueprint.get("/new/<pack>")
def begin(pack: str) -> str | AnyResponse:
    """What the certificate will say, and the name that should stand on it."""
    if (found := certificates.certificate_in_force(context.session(), context.user(), pack)) is not None:
        return redirect(url_for("certificates.verify", certificate_id=found.id))
    return _form(pack, name=context.user().name)


@blueprint.post("/new/<pack>")
def issue(pack: str) -> AnyResponse | tuple[str, int]:
    """Issues it, with the name that was written."""
    name, language = request.form.get("name", ""), request.form.get("language", "")
    try:
        made = certificates.issue(
            context.session(),
            context.catalog(),
            context.user(),
            pack,
            name=name,
            language=language,
            issuer=context.config().issuer,
        )
    except Invalid as error:
        return _form(pack, name=name, language=language, fault=languages.translated(error)), 422
    flash(_("Your certificate is ready. Well done."), "good")
    return redirect(url_for("certificates.verify", certificate_id=made.id), _SEE_OTHER)


@blueprint.get("/<certificate_id>")
def verify(certificate_id: str) -> Response:
    """For anybody: whether it is genuine, to whom it was given, for what, and when."""
    found = certificates.certificate(context.session(), certificate_id)
    if found.withdrawn_at is not None:
        return unlisted(render_template("certificates/withdrawn.html"))
    is_own = current_user.is_authenticated and current_user.id == found.user_id
    page = render_template(
        "certificates/verify.html",
        certificate=found,
        direction=_direction(found.language),
        date=languages.written_day(found.issued_at),
        time=time_needed(found.minutes),
        is_own=is_own,
        address=whole_address(url_for("certificates.verify", certificate_id=found.id)),
    )
    return unlisted(page)


@blueprint.get("/<certificate_id>/paper")
def paper(certificate_id: str) -> Response:
    """The same to print from the browser, for its owner."""
    found = certificates.own_certificate(context.session(), context.user(), certificate_id)
    words = _paper(found)
    code = segno.make(words.address, error="m", micro=False).svg_data_uri(border=2)
    return unlisted(render_template("certificates/paper.html", paper=words, id=found.id, code=code))


@blueprint.get("/<certificate_id>.pdf")
def pdf(certificate_id: str) -> Response:
    """The same as a file, for its owner."""
    found = certificates.own_certificate(context.session(), context.user(), certificate_id)
    name = f"certificate-{found.pack_id}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(certificate_pdf(_paper(found)), mimetype="application/pdf", headers=headers)


@blueprint.post("/<certificate_id>/withdraw")
def withdraw(certificate_id: str) -> AnyResponse:
    """Takes it back, for its owner."""
    certificates.withdraw(context.session(), context.user(), certificate_id)
    flash(_("The certificate is withdrawn. Who checks it is told so, and nothing else."), "good")
    return redirect(url_for("learned.show"), _SEE_OTHER)


def time_needed(minutes: int) -> str:
    """Roughly: nobody's hours were counted."""
    if minutes < _HOUR:
        return str(ngettext("about %(num)s minute", "about %(num)s minutes", minutes))
    return str(ngettext("about %(num)s hour", "about %(num)s hours", round(minutes / _HOUR)))


def _form(pack_id: str, *, name: str, language: str = "", fault: str = "") -> str:
    user = context.user()
    pack = certificates.pack_for(context.catalog(), user, pack_id)
    course = pack_map(pack, tallies_of(context.session(), user), user)
    offered = pack.pack.languages
    wished = (language, languages.interface_language(), user.language, offered[0])
    return render_template(
        "certificates/new.html",
        pack=pack_id,
        title=pick(pack.pack.title, user.language, offered[0]),
        is_finished=certificates.is_finished(course),
        missing=[step.title for step in course.steps if step.progress != "passed"],
        skills=skills_of(pack),
        count=len(course.steps),
        time=time_needed(sum(step.minutes for step in course.steps)),
        issuer=context.config().issuer,
        name=name,
        max_name=certificates.MAX_NAME,
        languages=[(one, languages.NAMES.get(one, one)) for one in offered],
        language=next(one for one in wished if one in offered),
        fault=fault,
    )


def _paper(found: Certificate) -> Paper:
    """The certificate's words in its own language, whatever its owner reads at the moment."""
    with force_locale(found.language):
        skills = _(", ").join(found.skills)
        return Paper(
            language=found.language,
            is_right_to_left=_direction(found.language) == "rtl",
            title=_("Certificate"),
            before_name=_("This certifies that"),
            name=found.name,
            before_pack=_("has passed every exercise of the course"),
            pack=found.pack_title,
            facts=(
                ngettext("%(num)s exercise", "%(num)s exercises", found.exercise_count),
                time_needed(found.minutes),
                _("version %(version)s", version=found.pack_version),
            ),
            skills=_("What it is about: %(skills)s", skills=skills) if skills else "",
            issued=_(
                "Issued by %(issuer)s on %(date)s", issuer=found.issuer, date=languages.written_day(found.issued_at)
            ),
            check=_("Anybody can check here that it is genuine:"),
            address=whole_address(url_for("certificates.verify", certificate_id=found.id)),
            issued_at=found.issued_at,
            issuer=found.issuer,
        )


def _direction(language: str) -> str:
    with force_locale(language):
        return languages.interface_direction()
