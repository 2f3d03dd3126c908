"""Who may call the API's endpoints; `web.permissions` enforces it."""

from __future__ import annotations

ACCESS = {
    "api.openapi": "public",
    "api.submit": "token",
    "api.submission": "token",
    "api.exercises": "token",
    "api.exercise": "token",
    "api.grades": "token",
    "api.certificate": "public",
}
