"""Packs and their versions: making one, sending one in, comparing, publishing's history, and who may write."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug import Response as AnyResponse

from web import context
from web.models.pack import PackEvent, PackEventKind
from web.services.authoring import access, sources, versions
from web.services.errors import Invalid
from web.services.pack_files import MAX_PACK_BYTES

blueprint = Blueprint("authoring", __name__, url_prefix="/authoring")

_SEE_OTHER = 303
_ROOM_FOR_A_FORM = 64 << 10
_EVENTS = {
    PackEventKind.CREATED: lazy_gettext("made"),
    PackEventKind.SHIPPED: lazy_gettext("came with the installation: version %(number)s"),
    PackEventKind.UPLOADED: lazy_gettext("the draft was replaced by an archive"),
    PackEventKind.IMPORTED: lazy_gettext("the draft was replaced from a git repository"),
    PackEventKind.PUBLISHED: lazy_gettext("published: version %(number)s"),
    PackEventKind.ROLLED_BACK: lazy_gettext("went back to version %(number)s"),
    PackEventKind.AUTHOR_ADDED: lazy_gettext("somebody else may write"),
    PackEventKind.AUTHOR_REMOVED: lazy_gettext("somebody may no longer write"),
}


@blueprint.get("")
def new() -> str:
    """The ways to begin a pack."""
    return render_template(
        "authoring/new.html",
        packs=[pack for pack in access.packs_of(context.session(), context.user()) if pack.number is not None],
        allowed=context.config().pack_sources,
    )


@blueprint.post("/new")
def begin() -> AnyResponse:
    """A pack from the template."""
    draft = sources.new_pack(context.session(), context.user(), _word("pack"))
    return _to_draft(draft.pack_id)


@blueprint.post("/copy")
def copy() -> AnyResponse:
    """A copy of another pack, under an id of its own."""
    draft = sources.copy_pack(context.session(), context.user(), _word("source"), _word("pack"))
    return _to_draft(draft.pack_id)


@blueprint.post("/upload")
def upload() -> AnyResponse:
    """A ZIP archive: a new pack, or the draft of one that is there."""
    request.max_content_length = MAX_PACK_BYTES + _ROOM_FOR_A_FORM
    archive = request.files.get("archive")
    if archive is None or not archive.filename:
        raise Invalid("Choose a ZIP archive first.")
    draft = sources.upload(context.session(), context.user(), archive.read(), _word("pack"))
    return _to_draft(draft.pack_id)


@blueprint.post("/repository")
def repository() -> AnyResponse:
    """A git repository that the operator allows."""
    allowed = context.config().pack_sources
    draft = sources.import_repository(
        context.session(), context.user(), allowed, _word("url"), _word("folder"), _word("pack")
    )
    return _to_draft(draft.pack_id)


@blueprint.get("/<pack>")
def history(pack: str) -> str:
    """All versions, what happened, and who may write."""
    session, user = context.session(), context.user()
    stored = access.pack_for(session, user, pack)
    return render_template(
        "authoring/history.html",
        pack=pack,
        owner=stored.owner,
        authors=[author.user for author in stored.authors],
        may_edit=access.may_edit(user, stored),
        versions=versions.versions_of(session, user, pack),
        current=stored.current_version_id,
        events=versions.history(session, user, pack),
        event_words=_event_words,
    )


@blueprint.get("/<pack>/compare")
def compare(pack: str) -> str:
    """What differs between two versions, or a version and the draft: `?before=1&after=draft`."""
    before, after = _version("before"), _version("after")
    differences = versions.compare(context.session(), context.user(), pack, before, after)
    return render_template("authoring/compare.html", pack=pack, before=before, after=after, differences=differences)


@blueprint.post("/<pack>/roll-back")
def roll_back(pack: str) -> AnyResponse:
    """An earlier version becomes the one that learners have."""
    number = _version("number")
    if not isinstance(number, int):
        raise Invalid("There is no such version.")
    versions.roll_back(context.session(), context.user(), pack, number, request.form.get("note", ""))
    return redirect(url_for("authoring.history", pack=pack), _SEE_OTHER)


@blueprint.post("/<pack>/authors")
def authors(pack: str) -> AnyResponse:
    """Lets another instructor write, or no longer."""
    if email := _word("email"):
        access.add_author(context.session(), context.user(), pack, email)
    else:
        access.remove_author(context.session(), context.user(), pack, _number("user"))
    return redirect(url_for("authoring.history", pack=pack), _SEE_OTHER)


def _event_words(event: PackEvent) -> str:
    """What happened, with what was noted about it."""
    if event.kind == PackEventKind.CREATED and event.note:
        return str(_("made as a copy of %(source)s", source=event.note))
    number = event.version.number if event.version else ""
    words = str(_EVENTS[event.kind]) % {"number": number}
    return f"{words}: {event.note}" if event.note else words


def _to_draft(pack: str) -> AnyResponse:
    return redirect(url_for("draft.show", pack=pack), _SEE_OTHER)


def _word(name: str) -> str:
    return request.form.get(name, "").strip()


def _number(name: str) -> int:
    text = request.values.get(name, "")
    if not text.isascii() or not text.isdigit():
        raise Invalid("Something is missing in what was sent. Load the page again, please.")
    return int(text)


def _version(name: str) -> int | str:
    return versions.DRAFT if request.values.get(name) == versions.DRAFT else _number(name)
