"""What a learner's own device keeps: the app's manifest, its service worker, a course for offline use, the outbox."""

from __future__ import annotations

import hashlib
from functools import cache

from flask import Blueprint, Response, json, render_template, send_from_directory, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf

from web import context, languages
from web.pages.assets import BUILT, MEGABYTE, asset_url, built_files
from web.services.courses import PackMap
from web.services.errors import NotFound

blueprint = Blueprint("device", __name__)

_PAGE_BYTES = 15_000
"""A guess, for the size that is told before: pages are small beside the runner."""
_NOT_OFFLINE = ("draft-", "service-worker-")
_PINE, _GROUND = "#163a2c", "#f3f5f0"


@blueprint.get("/service-worker.js")
def service_worker() -> Response:
    """The one script that answers for the server when it is away. Here, since it may answer for what lies below it."""
    name = asset_url("service-worker.js").rpartition("/")[2]
    response = send_from_directory(BUILT, name, mimetype="text/javascript", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    # It asks this host for what pages ask for; it draws nothing and runs nothing else.
    response.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    return response


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a phone asks before it puts the app among its own."""
    body = {
        "id": "/",
        "name": "bootcamp",
        "short_name": "bootcamp",
        "description": gettext("Learn to program, one exercise at a time."),
        "lang": languages.interface_language(),
        "dir": languages.interface_direction(),
        "start_url": url_for("learn.home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _PINE,
        "background_color": _GROUND,
        "icons": [
            {"src": asset_url("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": asset_url("icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": asset_url("icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": asset_url("icon-maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    return Response(json.dumps(body), mimetype="application/manifest+json")


@blueprint.get("/outbox")
def outbox() -> str:
    """What waits on this device to be sent, and what is kept on it. The page's script fills it in."""
    return render_template("device/outbox.html")


@blueprint.get("/outbox/token")
def token() -> Response:
    """Who is signed in here, and the token by which the outbox may send what that person made.

    A page that was kept holds a token of a session that may have ended since.
    """
    return _json({"learner": str(context.user().id), "token": generate_csrf()})


@blueprint.get("/offline/<pack>")
def offline(pack: str) -> Response:
    """Every page and file of a course, for a browser that is to keep it."""
    course = _course(pack)
    files = _files()
    return _json(
        {
            "pack": course.id,
            "title": course.title,
            "build": build(),
            "pages": _pages(course),
            "files": [{"address": url_for("assets.file", name=name), "bytes": size} for name, size in files.items()],
        }
    )


@blueprint.app_template_global("megabytes_offline")
def megabytes_offline(exercises: int) -> float:
    """About how much a course of so many exercises takes."""
    return (sum(_files().values()) + exercises * _PAGE_BYTES) / MEGABYTE


@cache
def build() -> str:
    """A name for the front end as it is built now: what is kept of another one is fetched anew."""
    return hashlib.sha256((BUILT / "manifest.json").read_bytes()).hexdigest()[:12]


@blueprint.record_once
def _add_globals(state: BlueprintSetupState) -> None:
    """The build's name stands on every page."""
    state.app.jinja_env.globals["front_end_build"] = build


def _course(pack: str) -> PackMap:
    for course in context.catalog().course_map(context.session(), context.user()):
        if course.id == pack:
            return course
    raise NotFound("There is no such course.")


def _pages(course: PackMap) -> list[dict[str, str]]:
    """`?keep` also opens what waits for other exercises: nobody can be told offline that it is open now."""
    pages = [
        {"address": url_for("learn.home"), "fetch": url_for("learn.home"), "title": ""},
        {"address": url_for("device.outbox"), "fetch": url_for("device.outbox"), "title": ""},
    ]
    for step in course.steps:
        address = url_for("learn.exercise", pack=course.id, slug=step.slug)
        pages.append({"address": address, "fetch": f"{address}?keep=1", "title": step.title})
    return pages


def _files() -> dict[str, int]:
    """The built files that a learner's pages load."""
    return {name: size for name, size in built_files().items() if not name.startswith(_NOT_OFFLINE)}


def _json(body: dict[str, object]) -> Response:
    return Response(json.dumps(body), mimetype="application/json")
