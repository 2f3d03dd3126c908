"""The draft of a pack: its files in an editor, its faults at their lines, a preview, and publishing."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, json, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse

from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.languages import translated
from web.pages.handed_in import with_plain_ends
from web.pages.preview import PreviewView, preview_of
from web.services.authoring import drafts, versions
from web.services.authoring.drafts import DraftConflict, FaultyDraft, OpenDraft
from web.services.errors import Invalid, ServiceError
from web.services.pack_reading import PackFault
from web.services.trials import answers_of

blueprint = Blueprint("draft", __name__, url_prefix="/authoring/<pack>/draft")

MANIFEST = "pack.yaml"
_SEE_OTHER = 303


@blueprint.get("")
def show(pack: str) -> str:
    """The files, and one of them open: `?file=exercise-1/exercise.yaml`."""
    draft = drafts.open_draft(context.session(), context.user(), pack)
    return _page(draft, request.args.get("file", MANIFEST))


@blueprint.post("/file")
def save(pack: str) -> AnyResponse | tuple[str, int]:
    """Saves the open file. What somebody else saved meanwhile is shown beside it, and nothing is lost."""
    path, text = request.form.get("path", ""), _text()
    try:
        drafts.save_file(context.session(), context.user(), pack, path, text.encode(), _revision())
    except DraftConflict as conflict:
        draft = drafts.open_draft(context.session(), context.user(), pack)
        theirs = (conflict.theirs or b"").decode("utf-8", "replace")
        return _page(draft, path, text=text, theirs=theirs, complaint=translated(conflict)), 409
    except Invalid as error:
        draft = drafts.open_draft(context.session(), context.user(), pack)
        return _page(draft, MANIFEST if path not in draft.files else path, complaint=translated(error)), 422
    return _to(pack, path)


@blueprint.post("/files/new")
def add(pack: str) -> AnyResponse:
    """An empty file."""
    path = request.form.get("path", "").strip()
    draft = drafts.open_draft(context.session(), context.user(), pack)
    if path in draft.files:
        raise Invalid("There is a file %(path)s already.", path=path)
    drafts.save_file(context.session(), context.user(), pack, path, b"", _revision())
    return _to(pack, path)


@blueprint.post("/files/rename")
def rename(pack: str) -> AnyResponse:
    """Another name for a file or a folder."""
    old, new = request.form.get("path", ""), request.form.get("name", "").strip()
    drafts.rename_file(context.session(), context.user(), pack, old, new, _revision())
    return _to(pack, new)


@blueprint.post("/files/remove")
def remove(pack: str) -> AnyResponse:
    """Takes a file out of the draft."""
    drafts.remove_file(context.session(), context.user(), pack, request.form.get("path", ""), _revision())
    return _to(pack, MANIFEST)


@blueprint.post("/check")
def check(pack: str) -> Response:
    """While somebody writes: all faults with the text that is not saved yet, and the preview of what is open."""
    path, unsaved = request.form.get("path", ""), {request.form.get("path", ""): _text().encode()}
    faults = drafts.check_draft(context.session(), context.user(), pack, unsaved)
    preview = _preview(pack, path, unsaved)
    body = {
        "faults": [_fault(one) for one in faults],
        "list": render_template("authoring/faults.html", faults=faults, pack=pack, path=path),
        "preview": render_template("authoring/preview.html", preview=preview),
    }
    return Response(json.dumps(body), mimetype="application/json")


@blueprint.post("/discard")
def discard(pack: str) -> AnyResponse:
    """Back to the current version."""
    drafts.discard_draft(context.session(), context.user(), pack)
    return _to(pack, MANIFEST)


@blueprint.post("/publish")
def publish(pack: str) -> AnyResponse | tuple[str, int]:
    """The draft becomes a version that learners have from now on."""
    try:
        versions.publish(context.session(), context.user(), pack, _revision(), request.form.get("note", ""))
    except (FaultyDraft, Invalid) as error:
        draft = drafts.open_draft(context.session(), context.user(), pack)
        return _page(draft, MANIFEST, complaint=translated(error)), 422
    return redirect(url_for("authoring.history", pack=pack), _SEE_OTHER)


def _to(pack: str, path: str) -> AnyResponse:
    return redirect(url_for("draft.show", pack=pack, file=path), _SEE_OTHER)


def _revision() -> int:
    text = request.form.get("revision", "")
    if not text.isascii() or not text.isdigit():
        raise Invalid("This page is not complete. Load it again, please.")
    return int(text)


def _text() -> str:
    return with_plain_ends(request.form.get("text", ""))


def _page(draft: OpenDraft, path: str, *, text: str | None = None, theirs: str = "", complaint: str = "") -> str:
    texts = draft.texts()
    if path not in draft.files:
        path = MANIFEST if MANIFEST in draft.files else next(iter(sorted(draft.files)), MANIFEST)
    faults = drafts.check_draft(context.session(), context.user(), draft.pack_id)
    return render_template(
        "authoring/draft.html",
        pack=draft.pack_id,
        revision=draft.revision,
        has_changes=draft.has_changes,
        folders=_folders(draft.files, faults),
        path=path,
        is_text=path in texts,
        text=texts.get(path, "") if text is None else text,
        theirs=theirs,
        complaint=complaint,
        faults=faults,
        may_publish=draft.has_changes and all(fault.warning for fault in faults),
        preview=_preview(draft.pack_id, path, None),
    )


def _folders(files: dict[str, bytes], faults: Sequence[PackFault]) -> list[dict[str, object]]:
    """The files by their exercise's folder; the pack's own come first."""
    faulty = {fault.path for fault in faults if not fault.warning}
    found: dict[str, list[dict[str, object]]] = {"": []}
    for name in sorted(files):
        folder, _, rest = name.partition("/")
        if not rest:
            folder, rest = "", name
        found.setdefault(folder, []).append({"path": name, "name": rest, "is_faulty": name in faulty})
    return [{"name": folder, "files": inside} for folder, inside in found.items() if inside]


def _fault(fault: PackFault) -> dict[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
        "warning": fault.warning,
    }


def _preview(pack: str, path: str, unsaved: dict[str, bytes] | None) -> PreviewView:
    """What learners would see of the exercise to which the open file belongs; of the course where it is the pack's."""
    try:
        loaded = drafts.read_draft(context.session(), context.user(), pack, unsaved)
    except ServiceError as error:
        return PreviewView(trouble=translated(error))
    language, first = context.user().language, loaded.pack.languages[0]
    slug = path.partition("/")[0]
    exercise: LoadedExercise | None = loaded.exercises.get(slug)
    if exercise is None:
        titles = [pick(one.exercise.title, language, first) for one in loaded.exercises.values()]
        return PreviewView(
            title=pick(loaded.pack.title, language, first),
            text=pick(loaded.pack.description, language, first),
            steps=tuple(titles),
        )
    return preview_of(exercise, language, answers_of(exercise))
