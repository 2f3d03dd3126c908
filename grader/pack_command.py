"""`bootcamp pack`: begin a pack, check it, and describe its format."""

from __future__ import annotations

import json
from pathlib import Path

import click
from pydantic.json_schema import models_json_schema

from grader.check_command import check_command
from grader.errors import PackError
from grader.import_command import import_group
from grader.model import Exercise, Pack
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


pack_group.add_command(check_command)
pack_group.add_command(import_group)
