"""Choosing the language of the interface, for whoever looks at a page: the form at the foot of each."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from web import context, languages
from web.pages.auth import own_path
from web.services import accounts
from web.services.errors import Invalid

blueprint = Blueprint("language", __name__)

_SEE_OTHER = 303


@blueprint.app_template_global()
def back_here() -> str:
    """The page that is looked at, to come back to; the first page where this one is only an answer to a form."""
    takes_get = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    if not takes_get:
        return ""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


@blueprint.post("/language")
def choose() -> Response:
    """Keeps the choice in a cookie, and with the account of who is signed in. Back to the page that was looked at."""
    wanted = request.form.get("interface", "")
    if wanted not in languages.NAMES:
        raise Invalid("Choose one of the languages that are offered.")
    if current_user.is_authenticated:
        accounts.set_interface(context.session(), context.user(), wanted)
    response = redirect(own_path(request.form.get("back", "")), _SEE_OTHER)
    languages.choose(response, wanted, https=context.config().https)
    return response
