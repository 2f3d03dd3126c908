"""The `run` of a task, looked at without running it: where it puts the learner's code, and what it compares."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.importing.shapes import mapping, text
from grader.importing.sources import SourceFolder

FILES = ("run", "run.py", "run.sh")
_GET_INPUT = re.compile(r"\bgetinput\s+([\w:/-]+)\s*>\s*(\S+)")
_RUNS_STUDENT = re.compile(r"""\brun_student\b|\brun_student_simple\b|\bsubprocess\.""")
_CAUGHT = re.compile(r"^\s*(\w+)=\$\((.*\brun_student\b.*?)\)\s*$", re.MULTILINE)
_PROGRAM = re.compile(r"\bpython3?(?:\.\d+)?\s+(?:-[a-zA-Z]+\s+)*([\w./-]+\.py)\b")
_COMPARED = re.compile(r"""\[\[?\s*"?\$\{?(\w+)\}?"?\s*={1,2}\s*("(?:[^"$`\\]|\\.)*"|'[^']*')\s*\]""")
_ECHOED = re.compile(r"""\b(?:echo|printf)\s+(?:-\w+\s+)?("(?:[^"$`\\]|\\.)*"|'[^']*')\s*\|""")


@dataclass(frozen=True)
class Run:
    """A program that grades a task."""

    name: str
    text: str
    tree: ast.Module | None = None
    """When it is Python."""


@dataclass
class Placed:
    """Where a run puts what the learner wrote."""

    templates: dict[str, str] = field(default_factory=dict)
    """File that is run or imported → the template that it is made of."""
    whole: dict[str, str] = field(default_factory=dict)
    """File that holds nothing but the learner's code → the problem that it is the answer to."""


def find_run(folder: SourceFolder, body: dict[str, object]) -> Run | None:
    """The task's own run, or the command that its file names. Raises `PackError` for one that is no text."""
    parameters = mapping(body.get("environment_parameters"))
    command = text(parameters.get("run_cmd")) or text(body.get("run_cmd"))
    if command.strip():
        named = [word for word in _words(command) if folder.has(word)]
        rest = "".join("\n" + folder.text(word) for word in named[:1])
        return Run("run_cmd", command + rest, _python(rest))
    name = next((name for name in FILES if folder.has(name)), None)
    if name is None:
        return None
    content = folder.text(name)
    return Run(name, content, _python(content))


def placed(run: Run) -> Placed:
    """Where *run* puts the learner's code, as far as it says it in so many words."""
    found = Placed()
    if run.tree is not None:
        for call in _calls(run.tree, "parse_template"):
            names = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            _place(found, [str(name) for name in names], len(call.args))
        _whole_files(run.tree, found)
    for line in run.text.split("\n"):
        if "parsetemplate" in line:
            _place_in_shell(found, line)
        for problem, name in _GET_INPUT.findall(line):
            found.whole[name.strip("\"'")] = problem.split(":")[0]
    return found


def runs_tests(run: Run, modules: set[str]) -> bool:
    """Whether *run* starts unittest or pytest, or one of these modules."""
    return any(re.search(rf"\b{re.escape(word)}\b", run.text) for word in {"unittest", "pytest", *modules})


def runs_programs(run: Run) -> bool:
    """Whether *run* starts what the learner wrote as a program."""
    return bool(_RUNS_STUDENT.search(run.text) and "python" in run.text)


def program(run: Run) -> str:
    """The file that it starts, if it says one."""
    found = _PROGRAM.search(run.text)
    return found[1] if found else ""


def compared_output(run: Run) -> tuple[str, str] | None:
    """Input and expected output, where *run* compares the output with one text; None for anything else."""
    return _compared_in_python(run.tree) if run.tree is not None else _compared_in_shell(run.text)


def _compared_in_shell(script: str) -> tuple[str, str] | None:
    outputs = {name: command for name, command in _CAUGHT.findall(script) if _PROGRAM.search(command)}
    found = [(outputs[name], literal, end) for name, literal, end in _comparisons(script) if name in outputs]
    if len(found) != 1:
        return None
    command, literal, end = found[0]
    branch = re.split(r"^\s*(?:else|elif|fi)\b", script[end:], maxsplit=1, flags=re.MULTILINE)[0]
    if "success" not in branch:
        return None
    typed = _ECHOED.search(command)
    return (_unquoted(typed[1]) + "\n" if typed else ""), _unquoted(literal)


def _comparisons(script: str) -> Iterator[tuple[str, str, int]]:
    for found in _COMPARED.finditer(script):
        yield found[1], found[2], found.end()


def _unquoted(literal: str) -> str:
    words = _words(literal)
    return words[0] if words else ""


def _compared_in_python(tree: ast.Module) -> tuple[str, str] | None:
    started: dict[str, str] = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and _name(node.value.func)
            in {
                "run_student_simple",
                "run_student",
            }
        ):
            typed = next((one.value for one in node.value.keywords if one.arg == "cmd_input"), None)
            if typed is not None and not (isinstance(typed, ast.Constant) and isinstance(typed.value, str)):
                return None
            target = node.targets[0]
            first = target.elts[0] if isinstance(target, ast.Tuple) and target.elts else target
            if isinstance(first, ast.Name):
                started[first.id] = str(typed.value) if isinstance(typed, ast.Constant) else ""
    found = [
        (started[name], literal)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq)
        for name, literal in _sides(node)
        if name in started
    ]
    return found[0] if len(found) == 1 and len(started) == 1 else None


def _sides(node: ast.Compare) -> Iterator[tuple[str, str]]:
    """A variable, as it is or stripped, that is compared with a text."""
    for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
        plain = one.func.value if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) else one
        if isinstance(plain, ast.Name) and isinstance(other, ast.Constant) and isinstance(other.value, str):
            yield plain.id, other.value


def _place(found: Placed, names: list[str], given: int) -> None:
    """`parse_template(template[, output])`, where both are said."""
    if names and len(names) == given:
        found.templates[names[-1]] = names[0]


def _place_in_shell(found: Placed, line: str) -> None:
    words = _words(line)
    while "parsetemplate" in words:
        words = words[words.index("parsetemplate") + 1 :]
        output = ""
        if len(words) > 1 and words[0] in {"-o", "--output"}:
            output, words = words[1], words[2:]
        if words:
            found.templates[output or words[0]] = words[0]


def _whole_files(tree: ast.Module, found: Placed) -> None:
    """`open("x.py", "w")` in a program that asks for one problem's input."""
    problems = {
        str(call.args[0].value)
        for call in _calls(tree, "get_input")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    written = [
        str(call.args[0].value)
        for call in _calls(tree, "open")
        if len(call.args) > 1
        and all(isinstance(one, ast.Constant) for one in call.args[:2])
        and "w" in str(getattr(call.args[1], "value", ""))
        and isinstance(call.args[0], ast.Constant)
    ]
    if len(problems) == 1 and len(written) == 1 and written[0].endswith(".py"):
        found.whole[written[0]] = problems.pop().split(":")[0]


def _calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == name:
            yield node


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def _python(content: str) -> ast.Module | None:
    """The tree of a program in Python; None for a shell's."""
    first = content.lstrip().split("\n", 1)[0]
    if not content.strip() or ("python" not in first and first.startswith("#!")):
        return None
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError, RecursionError):
        return None
