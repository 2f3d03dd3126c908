"""`bootcamp pack`: begin a pack, check it, and describe its format."""

from __future__ import annotations

import json
from pathlib import Path

import click
from pydantic.json_schema import models_json_schema

from grader.check_command import check_command
from grader.errors import PackError
from grader.model import Exercise, Pack
from grader.packs.exercism import import_track
from grader.packs.new import write_new_pack


@click.group("pack")
def pack_group() -> None:
    """Write and check exercise packs."""


@pack_group.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_command(folder: Path) -> None:
    """Write a commented starting pack into DIR, which `pack check` accepts."""
    try:
        written = write_new_pack(folder)
    except (PackError, OSError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{len(written)} files written. Try: bootcamp pack check {folder}")


@pack_group.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of pack.yaml and exercise.yaml, for editors."""
    _, schema = models_json_schema([(Pack, "validation"), (Exercise, "validation")], title="bootcamp packs")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["anyOf"] = [{"$ref": "#/$defs/Pack"}, {"$ref": "#/$defs/Exercise"}]
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))


@pack_group.group("import")
def import_group() -> None:
    """Convert exercises of other systems to a pack."""


@import_group.command("exercism")
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("target", metavar="DEST", type=click.Path(path_type=Path))
def exercism_command(source: Path, target: Path) -> None:
    """Convert the checkout of an Exercism track at SRC to a pack in the new or empty folder DEST."""
    try:
        conversions = import_track(source, target)
    except (PackError, OSError) as error:
        raise click.UsageError(str(error)) from error
    for one in conversions:
        click.echo(f"{one.slug}: {'converted' if one.converted else 'left out'}")
        for note in one.notes:
            click.echo(f"  - {note}")
    converted = sum(one.converted for one in conversions)
    click.echo(f"{converted} converted, {len(conversions) - converted} left out. Try: bootcamp pack check {target}")


pack_group.add_command(check_command)
