"""`bootcamp pack`: begin a pack, check it, and describe its format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from pydantic.json_schema import models_json_schema

from grader.config import GraderConfig
from grader.errors import PackError, SandboxUnavailable
from grader.model import Exercise, Pack
from grader.packs.advice import advice_on_exercise, advice_on_pack
from grader.packs.exercism import import_track
from grader.packs.faults import Fault, FaultyPack
from grader.packs.new import write_new_pack
from grader.packs.reader import LoadedExercise, read_exercise, read_pack
from grader.proving import REPEATS, prove
from grader.sandbox.service import DockerSandbox

EXIT_CLEAN, EXIT_FAULTS, EXIT_BAD_INPUT, EXIT_NO_SANDBOX = 0, 1, 2, 3


@dataclass
class _Findings:
    """All that was found, as it is printed."""

    faults: list[Fault] = field(default_factory=list)
    exercises: list[LoadedExercise] = field(default_factory=list)

    @property
    def status(self) -> int:
        return EXIT_FAULTS if any(not fault.warning for fault in self.faults) else EXIT_CLEAN


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


@pack_group.command("check")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--static", is_flag=True, help="Only read the files; run nothing.")
@click.option("--repeats", default=REPEATS, show_default=True, help="Runs of each reference that must agree.")
@click.pass_context
def check_command(
    context: click.Context, paths: tuple[Path, ...], *, as_json: bool, static: bool, repeats: int
) -> None:
    """Check packs and exercises: every fault as file:line:column, then reference, starter and wrong answers.

    A PATH is a pack's folder, an exercise's folder, or a folder of packs. Exit status: 0 clean, 1 faults,
    2 bad usage, 3 no sandbox.
    """
    findings = _Findings()
    for path in paths:
        if not path.is_dir():
            raise click.UsageError(f"{path} is no folder")
        _read(path, findings)
    try:
        if not static and findings.exercises:
            _prove(findings, repeats, quiet=as_json)
    except SandboxUnavailable as error:
        _print(findings, as_json=as_json, note=f"nothing could be run: {error}")
        context.exit(EXIT_NO_SANDBOX)
    _print(findings, as_json=as_json)
    context.exit(findings.status)


def _read(path: Path, findings: _Findings) -> None:
    for folder in _folders(path):
        try:
            if (folder / "pack.yaml").is_file():
                pack = read_pack(folder)
                findings.faults += advice_on_pack(pack)
                findings.exercises += pack.exercises.values()
            else:
                exercise = read_exercise(folder)
                findings.faults += advice_on_exercise(exercise, [])
                findings.exercises.append(exercise)
        except FaultyPack as error:
            findings.faults += error.faults


def _folders(path: Path) -> Iterator[Path]:
    """The packs below a folder of packs; else the folder itself."""
    packs = sorted(inner.parent for inner in path.glob("*/pack.yaml"))
    yield from packs if packs and not (path / "pack.yaml").is_file() else [path]


def _prove(findings: _Findings, repeats: int, *, quiet: bool) -> None:
    config = GraderConfig.from_environ()
    with DockerSandbox(
        runtime=config.sandbox_runtime, ceilings=config.ceilings, pool_size=2, pool_memory_mb=config.pool_memory_mb
    ) as sandbox:
        for exercise in findings.exercises:
            if not quiet:
                click.echo(f"{exercise.id} …", err=True)
            findings.faults += [
                exercise.part.fault((), problem) for problem in prove(exercise, sandbox, repeats=repeats)
            ]


def _print(findings: _Findings, *, as_json: bool, note: str = "") -> None:
    serious = sum(not fault.warning for fault in findings.faults)
    if as_json:
        faults = [
            {
                "file": str(fault.file),
                "line": fault.line,
                "column": fault.column,
                "message": fault.message,
                "warning": fault.warning,
            }
            for fault in sorted(findings.faults)
        ]
        body = {"clean": not serious and not note, "exercises": len(findings.exercises), "faults": faults}
        click.echo(json.dumps(body | ({"error": note} if note else {}), ensure_ascii=False))
    else:
        for fault in sorted(findings.faults):
            click.echo(str(fault))
        warnings = len(findings.faults) - serious
        click.echo(f"{len(findings.exercises)} exercises, {serious} faults, {warnings} warnings", err=True)
    if note:
        click.echo(f"bootcamp pack check: {note}", err=True)
