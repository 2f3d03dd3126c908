"""What I have learned: by course and by skill."""

from __future__ import annotations

from flask import Blueprint, render_template

from web import context
from web.services.certificates import certificates_of, is_finished
from web.services.learned import learned

blueprint = Blueprint("learned", __name__, url_prefix="/learned")


@blueprint.get("")
def show() -> str:
    """One's own progress, with no streak, no rank and no comparison."""
    user = context.user()
    found = learned(context.session(), context.catalog(), user)
    issued = certificates_of(context.session(), user)
    in_force = {one.pack_id: one.id for one in issued if one.withdrawn_at is None}
    courses = [
        {
            "id": course.id,
            "title": course.title,
            "passed": course.passed,
            "total": len(course.steps),
            "is_finished": is_finished(course),
            "certificate_id": in_force.get(course.id, ""),
        }
        for course in found.courses
    ]
    shown = {course.id for course in found.courses}
    return render_template(
        "learned/show.html",
        courses=courses,
        begun=[skill for skill in found.skills if skill.passed],
        to_come=[skill for skill in found.skills if not skill.passed],
        others=[one for one in issued if one.withdrawn_at is None and one.pack_id not in shown],
    )
