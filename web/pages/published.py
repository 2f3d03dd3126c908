"""Pages that anybody may open who has the address: search engines are asked to leave them out."""

from __future__ import annotations

from flask import Response, request

from web import context


def unlisted(page: str) -> Response:
    """*page* as an answer that no search engine keeps."""
    response = Response(page, mimetype="text/html")
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def whole_address(path: str) -> str:
    """*path* with scheme and host in front, as it can be printed or sent to somebody."""
    config = context.config()
    if config.public_address:
        return config.public_address + path
    scheme = "https" if config.https else request.scheme
    return f"{scheme}://{request.host}{path}"
