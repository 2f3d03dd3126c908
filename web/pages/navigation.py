"""The areas that stand at the top of every page, by role."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from web import context
from web.models import Role
from web.pages.help_views import Mark, help_mark

blueprint = Blueprint("navigation", __name__)

_WITHIN = {"instruct": ("authoring", "draft", "trials", "improve"), "learned": ("certificates", "portfolio")}
"""Area → blueprints whose pages belong to it too."""


@dataclass(frozen=True)
class Area:
    """One entry."""

    title: str
    address: str
    is_here: bool
    mark: Mark | None = None


@blueprint.app_template_global()
def navigation() -> list[Area]:
    """What the signed-in person finds at the top."""
    role = context.user().role
    areas = [
        ("learn", "learn.home", _("Course")),
        ("submissions", "submissions.history", _("Handed in")),
        ("learned", "learned.show", _("Learned")),
        ("help", "help.mine" if role == Role.LEARNER else "help.waiting", _("Help")),
    ]
    if role in {Role.INSTRUCTOR, Role.ADMIN}:
        areas.append(("instruct", "instruct.packs", _("Packs")))
    if role != Role.LEARNER:
        areas += [("lead", "lead.cohorts", _("Cohorts")), ("texts", "texts.waiting", _("Texts"))]
    if role == Role.ADMIN:
        areas.append(("admin", "admin.overview", _("System")))
    return [
        Area(
            title,
            url_for(endpoint),
            request.blueprint == name or request.blueprint in _WITHIN.get(name, ()),
            mark_of(name),
        )
        for name, endpoint, title in areas
    ]


def mark_of(area: str) -> Mark | None:
    """What is new there."""
    return help_mark() if area == "help" else None
