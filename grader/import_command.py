"""`bootcamp pack import`: exercises of other systems become packs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from grader.errors import PackError
from grader.importing.conversions import Account, Status, printable
from grader.importing.exercism.track import import_track
from grader.importing.inginious import course as inginious
from grader.importing.prairielearn import course as prairielearn

EXIT_NOTHING_IMPORTED = 1


@click.group("import")
def import_group() -> None:
    """Convert exercises of other systems to a pack.

    Nothing of SRC is run. DEST is a new or empty folder; its name becomes the pack's id. At the end stands what was
    kept, changed and dropped. Exit status: 0 there is a pack, 1 nothing could be imported, 2 bad usage.
    """


def _importer(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that all of them have."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)
    command = click.argument("target", metavar="DEST", type=click.Path(path_type=Path))(command)
    folder = click.Path(path_type=Path, exists=True, file_okay=False)
    return click.argument("source", metavar="SRC", type=folder)(command)


@import_group.command("exercism")
@_importer
@click.pass_context
def exercism_command(context: click.Context, source: Path, target: Path, *, as_json: bool) -> None:
    """Convert the checkout of an Exercism track at SRC to a pack in DEST."""
    _run(context, lambda: import_track(source, target), target, as_json=as_json)


@import_group.command("inginious")
@_importer
@click.option("--language", default="en", show_default=True, help="The language that the course is written in.")
@click.pass_context
def inginious_command(context: click.Context, source: Path, target: Path, *, language: str, as_json: bool) -> None:
    """Convert the folder of an INGInious course at SRC to a pack in DEST."""
    if not re.fullmatch("[a-z]{2}", language):
        raise click.BadParameter("two letters, such as fr", param_hint="--language")
    _run(context, lambda: inginious.import_course(source, target, language=language), target, as_json=as_json)


@import_group.command("prairielearn")
@_importer
@click.pass_context
def prairielearn_command(context: click.Context, source: Path, target: Path, *, as_json: bool) -> None:
    """Convert the repository of a PrairieLearn course at SRC to a pack in DEST."""
    _run(context, lambda: prairielearn.import_course(source, target), target, as_json=as_json)


def _run(context: click.Context, convert: Callable[[], Account], target: Path, *, as_json: bool) -> None:
    try:
        account = convert()
    except (PackError, OSError) as error:
        raise click.UsageError(printable(str(error))) from error
    click.echo(account.as_json() if as_json else account.as_text())
    if not account.count(Status.IMPORTED):
        click.echo("No exercise could be imported: there is no pack.yaml.", err=True)
        context.exit(EXIT_NOTHING_IMPORTED)
    click.echo(f"Try: bootcamp pack check {target}", err=True)
