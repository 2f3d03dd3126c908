"""The application factory: puts the parts together and decides nothing itself."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_login import current_user
from flask_wtf import CSRFProtect

from grader.jobs import MAX_SUBMISSION_BYTES
from web import compression, context, failures, headers, languages, metrics, permissions, sign_in
from web.api import blueprint as api_blueprint
from web.config import WebConfig
from web.db import Database
from web.health import blueprint as health_blueprint
from web.metrics import blueprint as metrics_blueprint
from web.pages import BLUEPRINTS
from web.services.catalog import Shelf
from web.services.queueing import GradingQueue
from web.waiting import Hub

_MAX_PARTS = 200


def create_app(config: WebConfig) -> Flask:
    """The WSGI application. It serves at once; where database or queue are away, it says so page by page."""
    queue = GradingQueue(config.redis_url)
    parts = context.Parts(
        config, Database(config.database_url), queue, Shelf(config.data_dir / "packs"), Hub(queue.connection)
    )
    app = Flask("web", template_folder="templates", static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=4 * MAX_SUBMISSION_BYTES,  # text may grow in a form or in JSON; files are counted later
        MAX_FORM_MEMORY_SIZE=4 * MAX_SUBMISSION_BYTES,
        MAX_FORM_PARTS=_MAX_PARTS,
        SESSION_COOKIE_NAME="__Host-bootcamp" if config.https else "bootcamp",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        WTF_CSRF_TIME_LIMIT=None,  # a page may stay open for a whole lesson
        WTF_CSRF_SSL_STRICT=False,  # the token is checked; some phones send no Referer
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    languages.install(app)
    compression.install(app)
    headers.install(app)
    failures.install(app)
    metrics.install(app, parts)
    CSRFProtect(app).exempt(api_blueprint)
    context.install(app, parts)
    sign_in.install(app)
    permissions.install(app)
    app.context_processor(_reading)
    for blueprint in (*BLUEPRINTS, api_blueprint, health_blueprint, metrics_blueprint):
        app.register_blueprint(blueprint)
    parts.hub.start()
    return app


def _reading() -> dict[str, object]:
    """What the layout asks: in which language the interface is, and how it looks."""
    theme = current_user.theme if current_user and current_user.is_authenticated else "auto"
    return {
        "interface_language": languages.interface_language(),
        "interface_direction": languages.interface_direction(),
        "interface_languages": languages.NAMES,
        "theme": theme,
    }
