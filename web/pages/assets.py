"""Serves what the front-end build made: files named by their content, which browsers may keep for ever."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from flask import Blueprint, Response, abort, request, send_from_directory, url_for

BUILT = Path(__file__).parent.parent / "static" / "built"
MEGABYTE = 1_000_000
_FOR_EVER = 365 * 24 * 3600
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""In the order in which they are preferred; the build stores each file in both."""
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".json": "application/json",
}
"""Python's own table differs between machines."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")

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


@blueprint.app_template_global("built_folder")
def folder_url(name: str) -> str:
    """The address of the built folder that stands behind the plain *name*, with a slash at its end."""
    return url_for("assets.file", name=f"{_manifest()[name]}/")


@cache
def built_files() -> Mapping[str, int]:
    """Every built file that a browser may ask for: its name and how many bytes travel.

    Looked up once: a process serves one build as long as it runs.
    """
    files = [path for path in BUILT.rglob("*") if path.is_file() and path.suffix not in _ENCODINGS.values()]
    sizes = {str(path.relative_to(BUILT)): _travels(path) for path in files if path.name != "manifest.json"}
    return MappingProxyType(sizes)


@blueprint.get("/<path:name>")
def file(name: str) -> Response:
    """One built file, compressed where the browser takes that."""
    stored, encoding = name, None
    for candidate, suffix in _ENCODINGS.items():
        if request.accept_encodings[candidate] > 0 and (BUILT / (name + suffix)).is_file():
            stored, encoding = name + suffix, candidate
            break
    if not (BUILT / name).is_file():
        abort(404)
    mimetype = _TYPES.get(Path(name).suffix)  # by the plain name: the stored one may end in `.br`
    response = send_from_directory(BUILT, stored, mimetype=mimetype, max_age=_FOR_EVER, etag=False)
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    if name == _manifest()["runner-worker.js"]:
        response.headers["Content-Security-Policy"] = _runner_policy()
    return response


def _runner_policy() -> str:
    """What the worker that runs learners' Python may do: load the runner's own files, and compile WebAssembly.

    A worker obeys the policy that comes with its script, not the page's. Python can reach the browser's `fetch`, and
    a request to this host would carry the learner's cookie: code that somebody pasted could hand in or read grades
    in their name. So nothing else of this host can be asked for.
    """
    host = request.host if _HOST.fullmatch(request.host) else "host.invalid"
    pyodide, python = folder_url("pyodide"), asset_url("runner-python.zip")
    return (
        f"default-src 'none'; script-src {host}{pyodide} 'wasm-unsafe-eval'; connect-src {host}{pyodide} {host}{python}"
    )


def _travels(path: Path) -> int:
    packed = path.with_name(path.name + ".br")
    return (packed if packed.is_file() else path).stat().st_size
