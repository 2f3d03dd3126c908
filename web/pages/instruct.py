"""Packs as instructors see them: with hidden tests, references and faults."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from grader.model import Limits, pick
from grader.packs.reader import LoadedExercise, LoadedPack
from web import context
from web.services.authoring.access import packs_of

blueprint = Blueprint("instruct", __name__, url_prefix="/packs")


@blueprint.get("")
def packs() -> str:
    """Every pack, and every fault of those that cannot be used."""
    catalog = context.catalog()
    broken = [
        {
            "name": name,
            "faults": [
                {"where": f"{fault.file.name}:{fault.line}:{fault.column}", "message": fault.message}
                for fault in faults
            ],
        }
        for name, faults in catalog.faults.items()
    ]
    lines = {line.id: line for line in packs_of(context.session(), context.user())}
    return render_template(
        "instruct/packs.html",
        packs=[_pack_view(pack) for pack in catalog.packs],
        broken=broken,
        lines=lines,
        unpublished=[line for line in lines.values() if line.number is None],
    )


@blueprint.get("/<pack>/<slug>")
def exercise(pack: str, slug: str) -> str:
    """One exercise with all that learners do not see."""
    found = context.catalog().exercise(f"{pack}/{slug}")
    return render_template("instruct/exercise.html", exercise=_exercise_view(context.catalog().pack(pack), found))


def _pack_view(pack: LoadedPack) -> dict[str, object]:
    language, first = context.user().language, pack.pack.languages[0]
    return {
        "id": pack.pack.id,
        "title": pick(pack.pack.title, language, first),
        "version": pack.pack.version,
        "languages": pack.pack.languages,
        "licence": pack.pack.licence,
        "exercises": [
            {
                "address": url_for("instruct.exercise", pack=pack.pack.id, slug=slug),
                "title": pick(exercise.exercise.title, language, first),
                "test_count": len(exercise.tests),
                "points": sum(test.points for test in exercise.tests),
                "minutes": exercise.exercise.minutes,
                "is_shared": exercise.exercise.isolation == "shared",
                "has_public_tests": exercise.exercise.public_tests,
            }
            for slug, exercise in pack.exercises.items()
        ],
    }


def _exercise_view(pack: LoadedPack, found: LoadedExercise) -> dict[str, object]:
    language, first = context.user().language, pack.pack.languages[0]
    return {
        "id": found.id,
        "title": pick(found.exercise.title, language, first),
        "course": pick(pack.pack.title, language, first),
        "minutes": found.exercise.minutes,
        "learner_address": url_for("learn.exercise", pack=pack.pack.id, slug=found.slug),
        "improve_address": url_for("improve.show", pack=pack.pack.id, slug=found.slug),
        "is_shared": found.exercise.isolation == "shared",
        "has_public_tests": found.exercise.public_tests,
        "statements": {name or first: text for name, text in sorted(found.statements.items())},
        "limits": _limits(found.exercise.limits),
        "tests": [
            {
                "title": pick(test.title, language, first) or test.name,
                "name": test.name,
                "points": test.points,
                "show": test.show.value,
                "visible": test.visible,
            }
            for test in found.tests
        ],
        "hidden": found.hidden,
        "visible": found.visible,
        "reference": _texts(found.reference),
        "starter": _texts(found.starter),
    }


def _limits(limits: Limits) -> list[str]:
    return [
        _("%(seconds)s s in all", seconds=limits.wall_seconds),
        _("%(seconds)s s a test", seconds=limits.test_seconds),
        _("%(size)s MB of memory", size=limits.memory_mb),
        _("at most %(count)s processes", count=limits.processes),
        _("%(size)s MB of disk", size=limits.disk_mb),
        _("%(size)s kB of output", size=limits.output_kb),
    ]


def _texts(files: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode("utf-8", "replace") for name, content in files.items()}
