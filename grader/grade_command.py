"""`bootcamp grade`: files go through the real sandbox, without web, database or queue."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import NoReturn

import click

from grader.bundles import Bundle
from grader.config import GraderConfig
from grader.errors import PackError, SandboxUnavailable, SubmissionRejected
from grader.explained import WHOLE, explained_errors
from grader.grading import grade, grade_answers
from grader.model import pick
from grader.packs.reader import read_exercise
from grader.plain_words import LANGUAGES, Explained, plain
from grader.reports import Outcome, Report, TestResult, Twin, Verdict
from grader.sandbox.service import DockerSandbox
from grader.submissions import checked_files
from grader.written import needs_no_sandbox

EXIT_PASSED, EXIT_NOT_PASSED, EXIT_BAD_INPUT, EXIT_NO_SANDBOX = 0, 1, 2, 3
MARKS = {Outcome.PASSED: "✓", Outcome.SKIPPED: "–"}


@click.command("grade")
@click.argument("exercise", metavar="EXERCISE_DIR", type=click.Path(path_type=Path))
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="In which Python errors are explained.")
@click.pass_context
def grade_command(
    context: click.Context, exercise: Path, files: tuple[str, ...], *, as_json: bool, language: str
) -> None:
    """Grades FILEs with the hidden tests of the exercise in EXERCISE_DIR, in the real sandbox.

    A FILE's base name must be one that the exercise expects; FILE=NAME hands it in under another name. A
    directory is a submission of several files.

    Exit status: 0 passed, 1 graded but not passed, 2 bad usage or bad exercise, 3 no sandbox.
    """
    try:
        loaded = read_exercise(exercise)
        submission = checked_files(_read_all(files), loaded.files)
        report = _graded(submission, loaded.bundle())
    except (PackError, SubmissionRejected, OSError) as error:
        _refuse(str(error), EXIT_BAD_INPUT, as_json=as_json)
    except SandboxUnavailable as error:
        _refuse(str(error), EXIT_NO_SANDBOX, as_json=as_json)
    said = pick(loaded.mistakes[report.mistake].say, loaded.language) if report.mistake else ""
    errors = explained_errors(report, submission, language)
    click.echo(report.model_dump_json(indent=2) if as_json else _text(report, said, errors))
    context.exit(_exit_status(report.verdict))


def _graded(submission: dict[str, bytes], bundle: Bundle) -> Report:
    """The report; without a container, where nothing is run."""
    if needs_no_sandbox(bundle):
        return grade_answers(submission, bundle)
    config = GraderConfig.from_environ()
    with DockerSandbox(runtime=config.sandbox_runtime, ceilings=config.ceilings) as sandbox:
        return grade(submission, bundle, sandbox)


def _exit_status(verdict: Verdict) -> int:
    if verdict is Verdict.PASSED:
        return EXIT_PASSED
    return EXIT_BAD_INPUT if verdict is Verdict.GRADER_ERROR else EXIT_NOT_PASSED


def _refuse(message: str, status: int, *, as_json: bool) -> NoReturn:
    """Ends the command with a sentence; with --json standard output still holds exactly one object."""
    if as_json:
        click.echo(json.dumps({"schema": 1, "verdict": None, "error": message}))
    click.echo(f"bootcamp grade: {message}", err=True)
    raise click.exceptions.Exit(status)


def _read_all(arguments: tuple[str, ...]) -> dict[str, bytes]:
    """The submission that the arguments stand for. Raises `SubmissionRejected` when two give one name."""
    files: dict[str, bytes] = {}
    for argument in arguments:
        for name, path in _named(argument).items():
            if name in files:
                raise SubmissionRejected("two files are handed in as %(name)s", name=name)
            files[name] = path.read_bytes()
    return files


def _named(argument: str) -> dict[str, Path]:
    path = Path(argument)
    if path.is_dir():
        return {
            inner.relative_to(path).as_posix(): inner
            for inner in sorted(path.rglob("*"))
            if inner.is_file() and not _is_by_product(inner.relative_to(path))
        }
    if not path.exists() and "=" in argument:
        real, _, name = argument.rpartition("=")
        return {PurePosixPath(name).as_posix(): Path(real)}
    return {path.name: path}


def _is_by_product(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _text(report: Report, said_of_mistake: str, errors: dict[int, Explained]) -> str:
    """The report for somebody at a terminal."""
    lines = [f"{report.exercise}: {report.verdict}, {report.score:.0%} of the points"]
    lines += [f"  {text}" for text in (report.error, said_of_mistake) if text]
    lines += _explained_lines(errors.get(WHOLE))
    if report.twin is not None:
        lines += _twin_lines(report.twin)
    for number, test in enumerate(report.tests, start=1):
        lines += [*_test_lines(test), *_explained_lines(errors.get(number))]
    for name, text in (("printed", report.output.stdout), ("printed to standard error", report.output.stderr)):
        if text:
            lines += [f"{name}:", *(f"  | {line}" for line in text.splitlines())]
    usage = report.usage
    lines.append(f"{usage.wall_ms} ms, {usage.cpu_ms} ms of CPU, {usage.peak_memory_bytes / (1 << 20):.0f} MB")
    return "\n".join(lines)


def _twin_lines(twin: Twin) -> list[str]:
    tried = twin.call if twin.call is not None else f"with the input {(twin.input or '')!r}"
    return [f"  try this yourself: {tried}", f"      expected: {twin.expected}", f"      actual:   {twin.actual}"]


def _explained_lines(error: Explained | None) -> list[str]:
    """A Python error in plain words. What Python said stands above it already."""
    if error is None:
        return []
    source = [f"      {line.number:>4} | {line.text}" for line in error.lines]
    look = [f"      - {plain(sentence)}" for sentence in error.look]
    return [f"      {plain(error.means)}", *source, *look]


def _test_lines(test: TestResult) -> list[str]:
    details = (("", test.message), ("expected: ", test.expected), ("actual:   ", test.actual), ("hint: ", test.hint))
    mark = MARKS.get(test.outcome, "✗")
    shown = [f"      {label}{text}" for label, text in details if text]
    return [f"  {mark} {test.title} ({test.points:g} of {test.max_points:g})", *shown]
