"""The web side's commands: `web`, `recorder`, `user`, `db`."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
import structlog
from gunicorn.app.base import BaseApplication

from web.config import BadSetting, WebConfig
from web.db import Database
from web.models import Role
from web.reconciler import Reconciler
from web.recorder import Recorder
from web.services import accounts
from web.services.demo import make_demo
from web.services.errors import ServiceError
from web.services.queueing import GradingQueue
from web.services.shipping import ship

log = structlog.get_logger(__name__)

_GRACE_SECONDS = 3


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def web_command(host: str, port: int) -> None:
    """Serve pages and API until SIGTERM."""
    _Server(_config(), f"{host}:{port}").run()


@click.command("recorder")
def recorder_command() -> None:
    """Record reports, and put lost submissions back into the queue, until SIGTERM."""
    config = _config()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    queue = GradingQueue(config.redis_url)
    database = Database(config.database_url)
    reconciler = threading.Thread(
        target=Reconciler(database, queue).run, args=(stopping,), name="reconciler", daemon=True
    )
    reconciler.start()
    try:
        Recorder(database, queue, f"{socket.gethostname()}-{os.getpid()}").run(stopping)
    finally:
        stopping.set()
        reconciler.join()
        database.dispose()


@click.group("user")
def user_group() -> None:
    """Accounts."""


@user_group.command("add")
@click.argument("email")
@click.option("--name", default="", help="Shown on pages. Default: what stands before the @.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.LEARNER.value, show_default=True)
@click.option("--password", default="", help="Without one the account can use the API only, with a token.")
@click.option("--ask", is_flag=True, help="Ask for the password, so that no list of processes shows it.")
def user_add(email: str, name: str, role: str, password: str, *, ask: bool) -> None:
    """Make an account."""
    if ask:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _database() as database, database.session() as session, _in_words():
        user = accounts.add_user(session, email, name=name, role=Role(role), password=password)
        words = "may sign in now" if password else "has an account without a password"
        click.echo(f"{user.email} {words}, as {role}.")


@user_group.command("token")
@click.argument("email")
def user_token(email: str) -> None:
    """Print a new API token for the account; it is shown this once."""
    with _database() as database, database.session() as session, _in_words():
        user = accounts.required_user(session, email)
        click.echo(f"Token of {user.email}: {accounts.new_token(session, user)}")


@click.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("upgrade")
@click.option(
    "--demo", is_flag=True, help="Then make the demo accounts and their cohort, where there is no account yet."
)
def db_upgrade(*, demo: bool) -> None:
    """Bring the database to the form that this version needs, and the packs of BOOTCAMP_PACKS_DIR into it."""
    from web.migrate import upgrade  # noqa: PLC0415 - Alembic takes a third of a second to import

    config = _config()
    upgrade(config.database_url)
    click.echo("The database is up to date.")
    with _database(config) as database, database.new_session() as session:
        for shipment in ship(session, config.packs_dir):
            click.echo(f"Pack {shipment.pack_id} {shipment.outcome}.")
            if shipment.faults:
                click.echo(shipment.faults)
    if demo:
        with _database(config) as database, database.session() as session:
            made = make_demo(session, config.data_dir)
        click.echo("Demo accounts made." if made else "There are accounts already; nothing was changed.")


commands = [web_command, recorder_command, user_group, db_group]


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn with threads: a request that waits for a verdict costs a thread and no CPU."""

    def __init__(self, config: WebConfig, address: str) -> None:
        self._config = config
        self._address = address
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        settings = {
            "bind": self._address,
            "worker_class": "gthread",
            "workers": 1,
            "threads": self._config.threads,
            "worker_connections": 2 * self._config.threads,
            "graceful_timeout": _GRACE_SECONDS,
            "timeout": 120,
            "keepalive": 30,
            "limit_request_line": 4094,
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        """The application, made in the process that serves it."""
        from web.app import create_app  # noqa: PLC0415 - other commands do not need Flask

        return create_app(self._config)


def _config() -> WebConfig:
    try:
        return WebConfig.from_environ()
    except BadSetting as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def _database(config: WebConfig | None = None) -> Iterator[Database]:
    database = Database((config or _config()).database_url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ServiceError as error:
        raise click.ClickException(str(error)) from error
