"""What every answer tells the browser: what a page may load and run, and who may keep it."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

_PUBLIC = ("assets.",)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""Of a built file: opened by itself, a picture runs nothing."""


def install(app: Flask) -> None:
    """Adds the headers to every answer of *app*, and `csp_nonce()` to its templates."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add)


def csp_nonce() -> str:
    """This request's nonce. Only styles need one: the editor makes a style sheet at run time."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _add(response: Response) -> Response:
    built = request.endpoint is not None and request.endpoint.startswith(_PUBLIC)
    # A dozen files belong to a page, and on a slow line each header counts: what only documents obey is left out.
    is_document = not built or response.mimetype == "text/html"
    response.headers.setdefault("Content-Security-Policy", _policy() if is_document else _FILE_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    # With the opener's policy and the line after this one a page may share memory with its worker: by it a program
    # that runs in the browser is answered when it calls input(). Nothing comes from another host, so nothing is lost.
    response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if is_document:
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if not built:
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _policy() -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{csp_nonce()}'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )
