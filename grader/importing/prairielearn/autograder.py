"""Questions for PrairieLearn's Python autograder: `tests/` becomes pytest files, over a stand-in for its library."""

from __future__ import annotations

import ast
import re
from importlib.resources import files as package_files
from pathlib import PurePosixPath
from typing import Any

from grader.errors import PackError
from grader.importing.drafts import Draft, file_name, neat, share
from grader.importing.markup.html_markdown import markdown_of
from grader.importing.markup.html_tree import Element
from grader.importing.prairielearn.panels import FILES, INPUTS, Panels
from grader.importing.prairielearn.server import Server
from grader.importing.python_code import absent_modules, top_level_names, used_names, without_unused
from grader.importing.shapes import between, flag, mapping, number, sequence, text
from grader.importing.sources import SourceFolder
from grader.packs.collection import imported_names, test_functions

_IMAGE = re.compile(r"(docker\.io/)?prairielearn/grader-python(:[\w.-]+)?")
_PROVIDED = {
    "pl_unit_test": {"PLTestCase", "PLTestCaseWithPlot", "PrairieLearnTestCase", "PrairieLearnTestCaseWithPlot"},
    "code_feedback": {"Feedback", "GradingComplete"},
    "pl_helpers": {"name", "points", "not_repeated"},
}
_FEEDBACK = {
    *("set_score", "set_percent", "add_feedback", "finish", "call_user", "not_allowed"),
    *("check_scalar", "check_list", "check_tuple", "check_dict"),
}
_OF_THE_CASE = {"plt": "looks at plots", "data": "reads the data of a variant"}
_NOT_IN_THE_IMAGE = frozenset({"numpy", "pandas", "matplotlib", "scipy", "sympy"})
_RANDOM = {"random", "secrets", "time", "datetime", "uuid"}
_STUDENT_FILE = "user_code.py"


def draft_autograded(
    folder: SourceFolder, info: dict[str, Any], server: Server, panels: Panels, draft: Draft, points: float | None
) -> None:
    """Drafts the exercise. Raises `PackError` when its tests need what is not here."""
    _refuse_other_graders(info, server)
    tests = without_unused(folder.text("tests/test.py"), _NOT_IN_THE_IMAGE)
    tree = ast.parse(tests)
    _refuse_foreign_names(tree)
    student = file_name(_student_file(tree))
    names = _files(panels, student)
    given = _given_names(folder, server)
    _put_starters(folder, panels, names, given, draft)
    _put_tests(folder, tests, draft)
    _put_reference(folder, student, names, draft)
    absent = absent_modules(draft.files, but=frozenset(_PROVIDED))
    if absent:
        raise PackError(f"it needs {', '.join(absent)}, which the image does not have")
    reading = Element("", children=[*_without_inputs(panels.reading)])
    draft.state({draft.language: markdown_of(reading, draft.notes) or "Write the program that is asked for."})
    draft.body |= {"files": names, "show": "details", "tests": _specs(tests, tree, points)}
    timeout = number(mapping(info.get("externalGradingOptions")).get("timeout"))
    if timeout:
        limit = between(timeout, 1, 300)
        draft.body["limits"] = {"wall_seconds": limit, "test_seconds": limit}
        draft.notes.keep("time limit")
    if folder.has("tests/setup_code.py"):
        draft.body["support"] = ["setup_code.py"]
    draft.notes.keep("statement", "tests with points and names")
    draft.notes.change("a test passes when its score is 1: there are no points for a part of it")
    if panels.answers:
        draft.notes.drop("the answer panel")


def _refuse_other_graders(info: dict[str, Any], server: Server) -> None:
    options = mapping(info.get("externalGradingOptions"))
    image, entrypoint = text(options.get("image")), text(options.get("entrypoint"))
    if not _IMAGE.fullmatch(image):
        raise PackError(f"it is graded by the image {image or 'of its course'}, not by prairielearn/grader-python")
    if entrypoint and PurePosixPath(entrypoint).name != "run.sh":
        raise PackError(f"it is graded by {entrypoint}, a program of its own")
    if flag(options.get("enableNetworking")):
        raise PackError("its grading needs the network")
    if not flag(info.get("singleVariant")) and server.varies:
        raise PackError("it is another question each time: its server.py makes values anew")


def _refuse_foreign_names(tree: ast.Module) -> None:
    """Only what the stand-in has can be asked of PrairieLearn's library."""
    feedback = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in _PROVIDED:
            foreign = {alias.name for alias in node.names} - _PROVIDED[node.module]
            if foreign:
                raise PackError(f"its tests use {', '.join(sorted(foreign))} of {node.module}")
            feedback |= {alias.asname or alias.name for alias in node.names if alias.name == "Feedback"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in feedback and node.attr not in _FEEDBACK:
                raise PackError(f"its tests use Feedback.{node.attr}")
            if node.value.id == "self" and node.attr in _OF_THE_CASE:
                raise PackError(f"its tests use self.{node.attr}, which {_OF_THE_CASE[node.attr]}")


def _student_file(tree: ast.Module) -> str:
    """The file that the test class names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if "student_code_file" in names and isinstance(node.value.value, str):
                return node.value.value
    return _STUDENT_FILE


def _files(panels: Panels, student: str) -> list[str]:
    """What is handed in, the file that the tests look at first. Raises `PackError`."""
    names = [
        file_name(name)
        for element in panels.inputs()
        if element.tag in FILES
        for name in (element.get("file-name") or element.get("file-names")).split(",")
        if name.strip()
    ]
    others = sorted({element.tag for element in panels.inputs() if element.tag in INPUTS - FILES})
    if others:
        raise PackError(f"the answer is not a file: it is made of <{', '.join(others)}>")
    if student not in names:
        raise PackError(f"its tests look at {student}, and {', '.join(names) or 'no file'} is handed in")
    if not student.endswith(".py"):
        raise PackError(f"{student} is no Python file")
    return [student, *dict.fromkeys(name for name in names if name != student)]


def _given_names(folder: SourceFolder, server: Server) -> list[str]:
    """What the setup code makes for the learner. Raises `PackError` where it makes other values each time."""
    if not folder.has("tests/setup_code.py"):
        return []
    setup = folder.text("tests/setup_code.py")
    if imported_names(setup) & _RANDOM:
        raise PackError("its setup_code.py makes other values each time")
    wanted = [text(mapping(one).get("name")) for one in sequence(server.params.get("names_for_user"))]
    made = top_level_names(setup)
    return [name for name in wanted if name in made]


def _put_starters(folder: SourceFolder, panels: Panels, names: list[str], given: list[str], draft: Draft) -> None:
    """What learners find in the editor: given names, leading code, initial code, trailing code."""
    around = [
        folder.text(f"tests/{part}_code.py") if folder.has(f"tests/{part}_code.py") else ""
        for part in ("leading", "trailing")
    ]
    initial = {}
    for element in panels.inputs():
        for name in (element.get("file-name") or element.get("file-names")).split(","):
            if name.strip():
                initial[file_name(name)] = _initial(folder, element)
    student = names[0]
    imported = f"from setup_code import {', '.join(given)}\n\n" if given else ""
    initial[student] = imported + "".join(_ended(part) for part in (around[0], initial[student], around[1]))
    for name in names:
        if initial[name].strip():
            draft.put(f"starter/{name}", initial[name])
    if any(initial[name].strip() for name in names):
        draft.notes.keep("initial code as starter")
    if given:
        draft.notes.change(
            f"{', '.join(given)}: learners import what was there by itself, and can read support/setup_code.py"
        )
    if any(around):
        draft.notes.change("leading and trailing code stand in the starter, where learners can change them")


def _initial(folder: SourceFolder, element: Element) -> str:
    source = element.get("source-file-name")
    if not source:
        return element.text().strip("\n")
    directory = element.get("directory")
    if directory in {"clientFilesCourse", "serverFilesCourse"}:
        raise PackError(f"its initial code lies in the course's {directory}")
    return folder.text(f"{directory}/{source}" if directory else source)


def _put_tests(folder: SourceFolder, tests: str, draft: Draft) -> None:
    """The tests, the stand-in, the reference answer that they compare with, and modules that they import."""
    draft.put("tests/test_question.py", tests)
    stand_in = package_files("grader.importing.prairielearn").joinpath("stand_in.py").read_text("utf-8")
    draft.put("tests/pl_unit_test.py", stand_in)
    for module in ("code_feedback", "pl_helpers"):
        names = ", ".join(sorted(_PROVIDED[module]))
        draft.put(f"tests/{module}.py", f'"""See pl_unit_test."""\n\nfrom pl_unit_test import {names}\n')
    own = {"test.py", "ans.py", "setup_code.py", "leading_code.py", "trailing_code.py", "initial_code.py"}
    imported = imported_names(tests)
    for name in folder.folder("tests").files():
        module = name.removesuffix(".py")
        if name in own or f"{module}.py" in draft.files:
            continue
        if module in imported and name.endswith(".py"):
            draft.put(f"tests/{name}", folder.text(f"tests/{name}"))
        else:
            draft.notes.drop(f"tests/{name}: nothing here reads it")


def _put_reference(folder: SourceFolder, student: str, names: list[str], draft: Draft) -> None:
    """`ans.py` twice: for the tests, which compare with it, and as the answer that must pass."""
    if not folder.has("tests/ans.py"):
        draft.unfinish("it has no tests/ans.py: write reference/")
        return
    answer = folder.text("tests/ans.py")
    setup = folder.text("tests/setup_code.py") if folder.has("tests/setup_code.py") else ""
    if setup:
        draft.put("support/setup_code.py", setup)
    again = "repeated_setup()\n" if "repeated_setup" in top_level_names(setup) else ""
    draft.put("tests/ans.py", "".join(_ended(part) for part in (setup, again, answer)))
    needed = [name for name in top_level_names(setup) if name in used_names(answer)]
    imported = f"from setup_code import {', '.join(needed)}\n\n" if needed else ""
    draft.put(f"reference/{student}", imported + answer)
    draft.notes.keep("ans.py as reference")
    if len(names) > 1:
        draft.unfinish(f"its reference is one file, and {', '.join(names)} are handed in: write the others")


def _specs(tests: str, tree: ast.Module, points: float | None) -> list[dict[str, Any]]:
    """Points and names from the decorators."""
    said = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    said[f"{node.name}::{inner.name}"] = dict(map(_decorated, inner.decorator_list))
    found = [name for name in test_functions(tests) if name in said]
    worth = [number(said[name].get("points")) for name in found]
    shares = share([1 if one is None else max(0, one) for one in worth], points)
    specs = []
    for name, value in zip(found, shares, strict=True):
        spec: dict[str, Any] = {"name": name}
        if title := text(said[name].get("name")):
            spec["title"] = title
        specs.append(spec | {"points": neat(value)})
    return specs


def _decorated(node: ast.expr) -> tuple[str, Any]:
    """`@points(2)` → ("points", 2)."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.args[0], ast.Constant):
        return ast.unparse(node.func).rsplit(".", 1)[-1], node.args[0].value
    return "", None


def _without_inputs(children: list[Element | str]) -> list[Element | str]:
    kept: list[Element | str] = []
    for child in children:
        if isinstance(child, str):
            kept.append(child)
        elif child.tag not in INPUTS:
            kept.append(Element(child.tag, child.attributes, _without_inputs(child.children)))
    return kept


def _ended(text_: str) -> str:
    return text_.rstrip("\n") + "\n" if text_.strip() else ""
