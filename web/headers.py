"""What every answer tells the browser: what a page may load and run, and who may keep it."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

_PUBLIC = ("assets.",)


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
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # With the two lines around this one a page may share memory with its worker: by it a program that runs in the
    # browser is answered when it calls input(). Nothing here comes from another host, so that nothing is lost.
    response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint is None or not request.endpoint.startswith(_PUBLIC):
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
