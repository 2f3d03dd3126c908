"""The HTTP API `/api/v1`: JSON in and out, by token."""

from web.api.routes import blueprint

__all__ = ["blueprint"]
