"""Compresses pages on their way out: many learners have a slow line, and pay for each megabyte.

What the front-end build made is stored compressed (`web.pages.assets`); this is for what is made anew each time.

On BREACH, which guesses a secret of a compressed page by its length: the attacker must let a victim's browser ask
for the page thousands of times with guesses in it. Here the session's cookie is SameSite=Lax, so that requests from
other sites get no such page; the lasting secret in it, the token of the forms, is signed anew with the time at each
request, so that a guess of its signature is worth nothing a second later; and each answer is lengthened by a random
number of bytes (in the file name of the gzip header), which hides what one guess changes.
"""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Flask, Response, request

_TYPES = ("text/html", "application/json", "text/csv")
_LEAST = 800
"""Bytes. Shorter ones fit into one packet anyhow."""
_LEVEL = 6
_MOST_PADDING = 64


def install(app: Flask) -> None:
    """Compresses the answers of *app* for browsers that take gzip."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in _TYPES:
        return response
    response.vary.add("Accept-Encoding")
    takes_it = request.accept_encodings["gzip"] > 0
    if not takes_it or response.is_streamed or response.direct_passthrough or response.content_encoding:
        return response
    content = response.get_data()
    if len(content) >= _LEAST:
        response.set_data(_gzipped(content))
        response.content_encoding = "gzip"
    return response


def _gzipped(content: bytes) -> bytes:
    target = io.BytesIO()
    padding = "x" * secrets.randbelow(_MOST_PADDING)
    with gzip.GzipFile(padding, "wb", _LEVEL, target, mtime=0) as packed:
        packed.write(content)
    return target.getvalue()
