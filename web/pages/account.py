"""One's own account: reading, password, token."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from werkzeug.wrappers import Response

from web import context, languages
from web.models import ApiToken
from web.services import accounts
from web.services.errors import Invalid

blueprint = Blueprint("account", __name__, url_prefix="/account")

THEMES = (
    ("auto", lazy_gettext("As on this device")),
    ("light", lazy_gettext("Light")),
    ("dark", lazy_gettext("Dark")),
    ("contrast", lazy_gettext("High contrast")),
    ("night", lazy_gettext("High contrast, dark")),
)
_SEE_OTHER = 303


@blueprint.get("")
def show() -> str:
    """All of it."""
    return _page()


@blueprint.post("/reading")
def reading() -> Response:
    """Keeps colours and both languages."""
    language, interface = request.form.get("language", ""), request.form.get("interface", "")
    if language not in context.catalog().languages() or interface not in {"", *languages.NAMES}:
        raise Invalid("Choose one of the languages that are offered.")
    accounts.set_preferences(context.session(), context.user(), language=language, theme=request.form.get("theme", ""))
    accounts.set_interface(context.session(), context.user(), interface)
    response = redirect(url_for("account.show"), _SEE_OTHER)
    if not interface:
        response.delete_cookie(languages.COOKIE)
    languages.look_again()
    flash(_("Saved."), "good")
    return response


@blueprint.post("/colours")
def colours() -> Response:
    """Keeps the colours alone: the quick choice beside the editor."""
    user = context.user()
    accounts.set_preferences(context.session(), user, language=user.language, theme=request.form.get("theme", ""))
    return Response(status=204)


@blueprint.post("/password")
def password() -> Response | tuple[str, int]:
    """Sets a new password."""
    user = context.user()
    current, new = request.form.get("current", ""), request.form.get("new", "")
    try:
        accounts.change_password(context.session(), user, current, new, keep=user.login_id)
    except Invalid as error:
        field = "current" if "old password" in str(error) else "new"
        return _page(faults={field: languages.translated(error)}), 422
    flash(_("Your password is changed. You are signed out everywhere else."), "good")
    return redirect(url_for("account.show"), _SEE_OTHER)


@blueprint.post("/token")
def token() -> Response | str:
    """Makes a token, which ends the one before, or only ends it."""
    accounts.drop_tokens(context.session(), context.user())
    if request.form.get("action") == "make":
        return _page(new_token=accounts.new_token(context.session(), context.user()))
    flash(_("The token is ended."), "good")
    return redirect(url_for("account.show"), _SEE_OTHER)


def _page(*, faults: dict[str, str] | None = None, new_token: str = "") -> str:
    user = context.user()
    has_token = context.session().scalar(select(ApiToken.digest).where(ApiToken.user_id == user.id).limit(1))
    return render_template(
        "account/show.html",
        themes=THEMES,
        languages=[(one, languages.NAMES.get(one, one)) for one in context.catalog().languages()],
        language=user.language,
        interface=user.interface,
        faults=faults or {},
        new_token=new_token,
        has_token=bool(has_token),
    )
