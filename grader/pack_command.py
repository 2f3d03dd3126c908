"""`bootcamp pack`: begin a pack, check it, and describe its format."""

from __future__ import annotations

from pathlib import Path

import click

from grader.check_command import check_command
from grader.errors import PackError
from grader.import_command import import_group
from grader.model import Kind
from grader.packs.new import KINDS, write_new_pack
from grader.packs.schema import pack_schema


@click.group("pack")
def pack_group() -> None:
    """Write and check exercise packs."""


@pack_group.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--kind", default="pytest", show_default=True, type=click.Choice(KINDS), help="Of its first exercise.")
def new_command(folder: Path, kind: Kind) -> None:
    """Write a commented starting pack into DIR, which `pack check` accepts."""
    try:
        written = write_new_pack(folder, kind)
    except (PackError, OSError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{len(written)} files written. Try: bootcamp pack check {folder}")


@pack_group.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of pack.yaml and exercise.yaml, for editors."""
    click.echo(pack_schema(), nl=False)


pack_group.add_command(check_command)
pack_group.add_command(import_group)
