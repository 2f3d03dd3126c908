"""Built files: compressed, typed, kept for ever, and nothing else from that folder."""

from __future__ import annotations

import gzip
import json

import pytest
from flask import Flask

from web.pages import assets

BUDGET_WITHOUT_EDITOR = 60_000
BUDGET_WITH_EDITOR = 260_000


@pytest.fixture
def app():
    app = Flask(__name__)
    app.register_blueprint(assets.blueprint)
    return app


def address(app, name):
    with app.test_request_context():
        return assets.asset_url(name)


def test_a_style_sheet_comes_compressed_and_may_be_kept_for_ever(app):
    answer = app.test_client().get(address(app, "style.css"), headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert answer.content_encoding == "gzip"
    assert answer.mimetype == "text/css"
    assert answer.cache_control.immutable
    assert "Accept-Encoding" in answer.vary
    assert b"--accent" in gzip.decompress(answer.data)


def test_brotli_is_preferred(app):
    answer = app.test_client().get(address(app, "style.css"), headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert answer.content_encoding == "br"


def test_who_takes_no_compression_gets_the_plain_file(app):
    answer = app.test_client().get(address(app, "workspace.js"), headers={"Accept-Encoding": "identity"}, buffered=True)
    assert answer.content_encoding is None
    assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize("name", ["nothing.css", "..%2fstyle.css", "%2e%2e%2f%2e%2e%2f__init__.py", ".br"])
def test_other_names_are_not_found(app, name):
    assert app.test_client().get(f"/assets/{name}").status_code == 404


def test_the_files_of_the_exercise_page_keep_to_their_budget():
    manifest = json.loads((assets.BUILT / "manifest.json").read_text())

    def size(file):
        packed = assets.BUILT / f"{file}.br"
        return (packed if packed.is_file() else assets.BUILT / file).stat().st_size

    chunks = [path.name for path in assets.BUILT.glob("chunk-*.js")]
    editor = manifest["editor.js"]
    later = ("runner-", "pyodide-", "service-worker-", "draft-", "icon-192-", "icon-512-", "icon-maskable-")
    everything = {name for name in (*manifest.values(), *chunks) if not name.startswith(later)}
    assert sum(size(file) for file in everything - {editor}) < BUDGET_WITHOUT_EDITOR - 14_000  # the page itself
    assert sum(size(file) for file in everything) < BUDGET_WITH_EDITOR - 14_000


@pytest.mark.parametrize(
    ("name", "mimetype"),
    [
        ("pyodide.asm.wasm", "application/wasm"),
        ("python_stdlib.zip", "application/zip"),
        ("pyodide.js", "text/javascript"),
    ],
)
def test_pyodide_comes_from_here_in_a_folder_of_its_version(app, name, mimetype):
    with app.test_request_context():
        folder = assets.folder_url("pyodide")
    assert folder.startswith("/assets/pyodide-")
    answer = app.test_client().get(folder + name, buffered=True)
    assert answer.mimetype == mimetype
    assert answer.cache_control.immutable


def test_nothing_that_was_built_names_another_host():
    for path in assets.BUILT.iterdir():
        if path.suffix in {".js", ".css"}:
            text = path.read_text()
            assert "//" not in text.replace("http://www.w3.org/", ""), path.name
