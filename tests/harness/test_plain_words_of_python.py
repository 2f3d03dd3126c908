"""What the sandbox's Python says about programs of beginners is understood: each message is given its code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from grader.bundles import Bundle
from grader.explained import WHOLE, explained_errors
from grader.grading import grade
from grader.kinds import render
from grader.model import Exercise, Limits
from grader.plain_words import Raised
from grader.plain_words.classifier import classify
from grader.reports import Report, Show
from grader.sandbox.service import DockerSandbox

PROGRAMS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "plain_words" / "programs.yaml").read_text(encoding="utf-8")
)
RUNNER = """\
import json, traceback, warnings
from programs import PROGRAMS
warnings.simplefilter("ignore")

def told(source):
    try:
        exec(compile(source, "main.py", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == "main.py"]
        line = error.lineno if isinstance(error, SyntaxError) else (lines or [0])[-1]
        return type(error).__name__, str(error), line, "".join(traceback.format_exception_only(error))[-400:]
    return None

print(json.dumps([[code, source, told(source)] for code, sources in PROGRAMS.items() for source in sources]))
"""


def run(sandbox: DockerSandbox, files: dict[str, str], *, show: Show = Show.DETAILS, printed: str = "") -> Report:
    """The report on a program of several files."""
    made = [{"input": "", "output": printed}]
    rendered = render(Exercise.model_validate({"kind": "stdio", "show": show, "cases": made}), list(files))
    bundle = Bundle(
        exercise="program",
        kind="stdio",
        files=list(files),
        hidden=rendered.hidden,
        tests=list(rendered.tests),
        limits=Limits(wall_seconds=30, test_seconds=25, output_kb=200),
    )
    return grade({name: text.encode() for name, text in files.items()}, bundle, sandbox)


def test_every_message_of_the_sandboxs_python_is_given_the_code_that_fits(sandbox: DockerSandbox) -> None:
    report = run(sandbox, {"main.py": RUNNER, "programs.py": f"PROGRAMS = {PROGRAMS!r}\n"}, printed="what it is not")
    told = json.loads(report.output.stdout.splitlines()[-1])  # some of the programs print
    assert len(told) == sum(map(len, PROGRAMS.values()))
    wrong = []
    for code, source, error in told:
        kind, text, line, trace = error or ("nothing", "", 0, "")
        found = classify(Raised(kind, text, "main.py", line, trace), source).code
        wrong += [(code, found, source, kind, text)] if found != code else []
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "code", "marked"),
    [
        ("total = 3\nprint((total * 2)\nx = 3\n", "unclosed_bracket", "("),
        ("if 3 > 2\n    print(1)\n", "missing_colon", None),
        ("x = 1\n  y = 2\n", "indentation_unexpected", None),
        ('open("C:\\Users\\me")\n', "path_backslash", None),
    ],
)
def test_a_program_that_python_cannot_read_is_explained_at_its_line(
    sandbox: DockerSandbox, source: str, code: str, marked: str | None
) -> None:
    files = {"main.py": source}
    error = explained_errors(run(sandbox, files), {"main.py": source.encode()}, "en")[WHOLE]
    assert error.code == code
    place = error.lines[-1]
    assert place.text == source.split("\n")[place.number - 1]
    assert marked is None or place.marked == marked


SOURCE = 'def double(n):\n    return n + " times"\n\nprint(double(5))\n'


def test_an_error_of_a_running_program_is_explained_with_the_part_that_python_points_at(
    sandbox: DockerSandbox,
) -> None:
    error = explained_errors(run(sandbox, {"main.py": SOURCE}), {"main.py": SOURCE.encode()}, "nl")[1]
    assert (error.code, error.language) == ("text_and_number", "nl")
    assert [(line.number, line.marked) for line in error.lines] == [(1, ""), (2, 'n + " times"')]
    assert error.original == "TypeError: unsupported operand type(s) for +: 'int' and 'str'"
    assert "double" in error.trace


def test_of_a_hidden_test_only_type_and_place_are_explained(sandbox: DockerSandbox) -> None:
    source = 'given = "secret " + "words"\nint(given)\n'
    error = explained_errors(run(sandbox, {"main.py": source}, show=Show.TITLE), {"main.py": source.encode()}, "en")[1]
    assert (error.code, error.original, error.trace) == ("value_error", "ValueError", "")
    assert [line.text for line in error.lines] == source.splitlines()
