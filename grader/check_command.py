"""`bootcamp pack check`: reads packs, then runs them, and says all that is wrong."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from grader.config import GraderConfig
from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.packs.checks import check_exercise, check_pack
from grader.packs.faults import Fault
from grader.packs.mutants import DEFAULT_LIMIT
from grader.packs.reader import LoadedExercise
from grader.proving import REPEATS, Proof, prove
from grader.sandbox.service import DockerSandbox

EXIT_CLEAN, EXIT_FAULTS, EXIT_NO_SANDBOX = 0, 1, 3


@dataclass
class _Findings:
    """All that was found, as it is printed."""

    faults: list[Fault] = field(default_factory=list)
    exercises: int = 0
    sound: list[LoadedExercise] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    @property
    def serious(self) -> int:
        return sum(not fault.warning for fault in self.faults)


@click.command("check")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--static", is_flag=True, help="Only read the files; run nothing.")
@click.option("--repeats", default=REPEATS, show_default=True, help="Runs of each reference that must agree.")
@click.option(
    "--mutants",
    default=DEFAULT_LIMIT,
    show_default=True,
    help="Small mistakes to try for each exercise, to see whether its tests notice them; 0 for none.",
)
@click.pass_context
def check_command(
    context: click.Context, paths: tuple[Path, ...], *, as_json: bool, static: bool, repeats: int, mutants: int
) -> None:
    """Check packs and exercises: every fault as file:line:column, then reference, starter and wrong answers.

    A PATH is a pack's folder, an exercise's folder, or a folder of packs. Exit status: 0 clean, 1 faults,
    2 bad usage, 3 no sandbox.
    """
    findings = _Findings()
    config = GraderConfig.from_environ()
    for path in paths:
        if not path.is_dir():
            raise click.UsageError(f"{path} is no folder")
        _read(path.resolve(), config.ceilings, findings)
    try:
        if not static and findings.sound:
            _prove(findings, config, repeats, mutants)
    except SandboxUnavailable as error:
        _print(findings, as_json=as_json, note=f"nothing could be run: {error}")
        context.exit(EXIT_NO_SANDBOX)
    _print(findings, as_json=as_json)
    context.exit(EXIT_FAULTS if findings.serious else EXIT_CLEAN)


def _read(path: Path, ceilings: Limits, findings: _Findings) -> None:
    for folder in _folders(path):
        check = check_pack if (folder / "pack.yaml").is_file() else check_exercise
        checked = check(folder, ceilings)
        findings.faults += checked.faults
        findings.exercises += checked.count
        findings.sound += checked.sound


def _folders(path: Path) -> Iterator[Path]:
    """The packs below a folder of packs; else the folder itself."""
    packs = sorted(inner.parent for inner in path.glob("*/pack.yaml"))
    yield from packs if packs and not (path / "pack.yaml").is_file() else [path]


def _prove(findings: _Findings, config: GraderConfig, repeats: int, mutants: int) -> None:
    with DockerSandbox(
        runtime=config.sandbox_runtime, ceilings=config.ceilings, pool_size=3, pool_memory_mb=config.pool_memory_mb
    ) as sandbox:
        for exercise in findings.sound:
            click.echo(f"{exercise.id} …", err=True, nl=False)
            proof = prove(exercise, sandbox, repeats=repeats, mutants=mutants)
            click.echo(f" {_summary(proof)}", err=True)
            findings.proofs.append(proof)
            findings.faults += proof.faults


def _summary(proof: Proof) -> str:
    """How an exercise did, for the line of its name."""
    words = []
    if proof.usage is not None:
        words.append(f"{proof.usage.wall_ms} ms")
    if proof.mutation is not None:
        words.append(f"{proof.mutation.killed} of {proof.mutation.mutants} mutants noticed")
    faults = sum(not fault.warning for fault in proof.faults)
    if faults or len(proof.faults) > faults:
        words.append(f"{faults} faults, {len(proof.faults) - faults} warnings")
    return ", ".join(words) or "nothing to run"


def _print(findings: _Findings, *, as_json: bool, note: str = "") -> None:
    if as_json:
        body = {
            "clean": not findings.serious and not note,
            "exercises": findings.exercises,
            "faults": [_fault_as_json(fault) for fault in sorted(findings.faults)],
            "proofs": [_proof_as_json(proof) for proof in findings.proofs],
        }
        click.echo(json.dumps(body | ({"error": note} if note else {}), ensure_ascii=False))
    else:
        for fault in sorted(findings.faults):
            click.echo(_line(fault))
        for proof in findings.proofs:
            _print_survivors(proof)
        warnings = len(findings.faults) - findings.serious
        click.echo(f"{findings.exercises} exercises, {findings.serious} faults, {warnings} warnings", err=True)
    if note:
        click.echo(f"bootcamp pack check: {note}", err=True)


def _line(fault: Fault) -> str:
    """The fault, its file named from where the command was started, where that is shorter."""
    here = Path.cwd()
    shown = fault.file.relative_to(here) if fault.file.is_relative_to(here) else fault.file
    return str(dataclasses.replace(fault, file=shown))


def _print_survivors(proof: Proof) -> None:
    for mutant in proof.mutation.survivors if proof.mutation else ():
        click.echo(f"\n{proof.exercise}: your tests accept this ({mutant.id}: {mutant.description})")
        click.echo("\n".join(f"    {line}" for line in mutant.diff.splitlines()))


def _fault_as_json(fault: Fault) -> dict[str, Any]:
    return {
        "file": str(fault.file),
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
        "warning": fault.warning,
    }


def _proof_as_json(proof: Proof) -> dict[str, Any]:
    mutation = None
    if proof.mutation is not None:
        mutation = {
            "mutants": proof.mutation.mutants,
            "killed": proof.mutation.killed,
            "equivalent": proof.equivalent,
            "score": round(proof.mutation.score, 4),
            "survivors": [
                {"id": one.id, "file": one.file, "line": one.line, "description": one.description, "diff": one.diff}
                for one in proof.mutation.survivors
            ],
        }
    return {
        "exercise": proof.exercise,
        "usage": proof.usage.model_dump() if proof.usage else None,
        "mutation": mutation,
    }
