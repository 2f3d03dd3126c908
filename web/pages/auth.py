"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from web import context
from web import sign_in as browser
from web.services import accounts

blueprint = Blueprint("auth", __name__)

_FAULT = lazy_gettext("That address and that password do not go together. Look at both again.")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """The door. After it, the page that was asked for."""
    wanted = own_path(request.values.get("next", ""))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(wanted, 303)
        return _page()
    email = request.form.get("email", "")
    login = accounts.sign_in(context.session(), email, request.form.get("password", ""))
    if login is None:
        return _page(email[:254], str(_FAULT)), 422
    browser.begin(login)
    return redirect(wanted, 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Back to the door."""
    browser.end(context.session(), context.user())
    return redirect(url_for("auth.sign_in"), 303)


def own_path(address: str) -> str:
    """*address* when it is a path of this site, else the first page: nobody is sent elsewhere."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_path and address.isprintable() else url_for("learn.home")


def _page(email: str = "", fault: str = "") -> str:
    return render_template("auth/sign_in.html", email=email, fault=fault, next=request.values.get("next", ""))
