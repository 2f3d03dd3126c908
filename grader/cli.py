"""The command `bootcamp`: finds each command where it lives and imports only what was asked for.

Other packages add commands through the entry-point group `bootcamp.commands` (a click group, or a list of
commands), so that the grader's command never imports the web application.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import click
import structlog

OWN_COMMANDS = {
    "doctor": "grader.doctor:doctor_command",
    "grade": "grader.grade_command:grade_command",
    "pack": "grader.pack_command:pack_group",
    "worker": "grader.worker_command:worker_command",
}
ENTRY_POINTS = "bootcamp.commands"


class Commands(click.Group):
    """The commands of this package and of those that are installed beside it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every name, sorted."""
        return sorted({*OWN_COMMANDS, *(name for point in _points() for name in _added_by(point))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command with this name; one that cannot be imported says what is missing when it is run."""
        if cmd_name in OWN_COMMANDS:
            module, _, name = OWN_COMMANDS[cmd_name].partition(":")
            try:
                command: click.Command = getattr(import_module(module), name)
            except ModuleNotFoundError as error:
                return _not_installed(cmd_name, "grader", error)
            return command
        for point in _points():
            if (found := _added_by(point).get(cmd_name)) is not None:
                return found
        return None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bootcamp")
def main() -> None:
    """An in-browser coding bootcamp whose hidden tests no submission can read or forge."""
    # Standard output belongs to what a command prints: `--json` promises one object and nothing else.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


def _points() -> Iterable[EntryPoint]:
    return entry_points(group=ENTRY_POINTS)


def _added_by(point: EntryPoint) -> dict[str, click.Command]:
    """The commands of one entry point; where its package lacks an extra, one command that says so."""
    try:
        loaded = point.load()
    except ModuleNotFoundError as error:
        return {point.name: _not_installed(point.name, point.name, error)}
    if isinstance(loaded, click.Group):
        return dict(loaded.commands)
    return {str(command.name): command for command in loaded}


def _not_installed(name: str, extra: str, error: ModuleNotFoundError) -> click.Command:
    def explain() -> None:
        raise click.ClickException(
            f"`bootcamp {name}` needs {error.name}, which is not installed: pip install 'bootcamp[{extra}]'"
        )

    return click.Command(
        name,
        callback=explain,
        help=f"(needs the extra `{extra}`)",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
