"""The areas that stand at the top of every page, by role."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for

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
    areas = [("learn", "learn.home", "Course"), ("submissions", "submissions.history", "Handed in")]
    areas += [
        ("learned", "learned.show", "Learned"),
        ("help", "help.mine" if role == Role.LEARNER else "help.waiting", "Help"),
    ]
    if role in {Role.INSTRUCTOR, Role.ADMIN}:
        areas.append(("instruct", "instruct.packs", "Packs"))
    if role != Role.LEARNER:
        areas += [("lead", "lead.cohorts", "Cohorts"), ("texts", "texts.waiting", "Texts")]
    if role == Role.ADMIN:
        areas.append(("admin", "admin.overview", "System"))
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
