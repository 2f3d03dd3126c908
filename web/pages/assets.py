"""Serves what the front-end build made: files named by their content, which browsers may keep for ever."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_from_directory, url_for

BUILT = Path(__file__).parent.parent / "static" / "built"
_FOR_EVER = 365 * 24 * 3600
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""In the order in which they are preferred; the build stores each file in both."""

blueprint = Blueprint("assets", __name__, url_prefix="/assets")


@cache
def _manifest() -> dict[str, str]:
    try:
        return dict(json.loads((BUILT / "manifest.json").read_text()))
    except FileNotFoundError as error:
        message = "The front end is not built yet: run `npm ci && npm run build` in web/assets."
        raise RuntimeError(message) from error


@blueprint.app_template_global("asset")
def asset_url(name: str) -> str:
    """The address of the built file that stands behind the plain *name*, such as `style.css`."""
    return url_for("assets.file", name=_manifest()[name])


@blueprint.get("/<name>")
def file(name: str) -> Response:
    """One built file, compressed where the browser takes that."""
    stored, encoding = name, None
    for candidate, suffix in _ENCODINGS.items():
        if request.accept_encodings[candidate] > 0 and (BUILT / (name + suffix)).is_file():
            stored, encoding = name + suffix, candidate
            break
    if not (BUILT / name).is_file():
        abort(404)
    response = send_from_directory(BUILT, stored, mimetype=_mimetype(name), max_age=_FOR_EVER, etag=False)
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    return response


def _mimetype(name: str) -> str | None:
    """By the plain name (the stored one ends in `.br`); Python's own table differs between machines."""
    types = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
    return types.get(Path(name).suffix)
