"""What a learner wrote for one exercise before: handed in or put aside, compared two by two, brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.pages.handed_in import SubmissionLine, lines_of
from web.services import learner_drafts, submissions
from web.services.authoring.diffs import differences
from web.services.errors import NotFound

blueprint = Blueprint("earlier", __name__)

_MOST = 200
_STARTER = "starter"
_DRAFT = "draft"


@dataclass(frozen=True)
class Version:
    """One thing that can be compared and brought back."""

    key: str
    """As the address names it: `starter`, `draft`, `kept-ID`, or the id of a submission."""
    name: str
    when: datetime | None
    files: dict[str, bytes]
    restore: str
    """Where it is worked on further."""
    submission: SubmissionLine | None = None


@blueprint.get("/exercises/<pack>/<slug>/earlier")
def show(pack: str, slug: str) -> str:
    """All versions, newest first; `?before=KEY&after=KEY` shows what differs between two of them."""
    found = context.catalog().exercise_for(context.user(), f"{pack}/{slug}")
    address = url_for("learn.exercise", pack=pack, slug=slug)
    versions = _versions(found, address)
    keys = [version.key for version in versions]
    before, after = request.args.get("before", ""), request.args.get("after", "")
    if (before or after) and found.kind == "quiz":
        raise NotFound("A quiz has no code.")  # the numbers of its choices would tell the right order
    compared = _pair(versions, before, after) if before or after else None
    return render_template(
        "learn/earlier.html",
        title=pick(found.exercise.title, context.user().language, found.language),
        address=address,
        kind=found.kind,
        versions=versions,
        compared=compared,
        differences=differences(compared[0].files, compared[1].files) if compared else [],
        before=before or keys[min(1, len(keys) - 1)],
        after=after or keys[0],
    )


def _versions(found: LoadedExercise, address: str) -> list[Version]:
    session, user = context.session(), context.user()
    handed_in = submissions.history(session, user, found.id, limit=_MOST)
    lines = lines_of(handed_in, context.catalog(), user.language)
    versions = [
        Version(one.id, _("Handed in"), one.created_at, one.contents(), f"{address}?from={one.id}", line)
        for one, line in zip(handed_in, lines, strict=True)
    ]
    versions += [
        Version(f"kept-{one.id}", _("Put aside"), one.kept_at, one.contents(), f"{address}?kept={one.id}")
        for one in learner_drafts.kept_drafts(session, user, found.id)
    ]
    draft = learner_drafts.draft_of(session, user, found.id)
    if draft and draft.files:
        restore = f"{address}?draft=1"
        versions.append(Version(_DRAFT, _("Not handed in yet"), draft.saved_at, draft.contents(), restore))
    versions.sort(key=_when, reverse=True)
    starter = {name: found.starter.get(name, b"") for name in found.files}
    return [*versions, Version(_STARTER, _("The beginning"), None, starter, f"{address}?start=over")]


def _when(version: Version) -> float:
    return version.when.timestamp() if version.when else 0.0


def _pair(versions: Sequence[Version], before: str, after: str) -> tuple[Version, Version]:
    known = {version.key: version for version in versions}
    try:
        return known[before], known[after]
    except KeyError:
        raise NotFound("There is no such version.") from None
