"""Problems that a program grades: tests and dialogues are carried over, any other `run` waits for somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from grader.errors import PackError
from grader.importing.drafts import Draft, share
from grader.importing.inginious.answers import AnswerFile, answer_files, default_code, reference
from grader.importing.inginious.dialogues import dialogues, named
from grader.importing.inginious.runs import (
    Run,
    compared_output,
    find_run,
    placed,
    program,
    runs_programs,
    runs_tests,
)
from grader.importing.inginious.tasks import (
    CODE,
    Course,
    Problem,
    Task,
    Telling,
    common_body,
    joined,
    keep_originals,
    title_and_text,
)
from grader.importing.names import question_name
from grader.importing.python_code import absent_modules, has_tests, source_text
from grader.importing.shapes import between, flag, mapping, number, text
from grader.packs.collection import imported_names, is_test_file, test_functions

_PYTHON = {"", "default", "python", "python2", "python3"}
_CHECKED_BY_TESTS, _CHECKED_BY_OUTPUT = "pytest", "stdio"


def draft_code(task: Task, course: Course, draft: Draft) -> None:
    """Drafts the exercise; one that cannot be graded here is set aside with all that is known of it."""
    translations = course.translations.within(task.folder, draft.notes)
    telling = Telling(translations, draft.notes)
    draft.body = common_body(task, course, draft, telling) | _limits(task, draft)
    languages = [translations.language, *translations.catalogues]
    level = 2 if len(task.of(CODE)) > 1 else 0
    parts = [title_and_text(telling, problem, languages, level=level) for problem in task.of(CODE)]
    draft.state(joined([telling.markdown(task.body.get("context")), *parts], languages) or _instead(draft))
    draft.notes.keep("statement")
    try:
        _refuse_what_cannot_be(task)
        _carry_over(task, course, draft)
    except (PackError, SyntaxError) as error:
        if not draft.body.get("files"):
            _put_defaults(task, draft)
        keep_originals(task, draft, str(error))


def _instead(draft: Draft) -> dict[str, str]:
    draft.notes.change("it had no text: the statement is to be written")
    return {draft.language: "Write the program that is asked for."}


def _refuse_what_cannot_be(task: Task) -> None:
    """Raises `PackError` for what no pack can say, whatever the run does."""
    parameters = mapping(task.body.get("environment_parameters"))
    if not task.of(CODE):
        raise PackError("it has no problem of a type that is known here")
    environment = text(task.body.get("environment_id")) or text(task.body.get("environment"))
    if environment.lower() not in _PYTHON:
        raise PackError(f"it is for the environment {environment}, and there is only Python here")
    for problem in task.of(CODE):
        if not _is_python(problem):
            language = text(problem.body.get("language"))
            raise PackError(f"the code of {problem.id} is {language}, and there is only Python here")
        if mapping(problem.body.get("boxes")):
            raise PackError(f"{problem.id} has boxes to fill in")
    if flag(parameters.get("network_grading", task.body.get("network_grading"))):
        raise PackError("its grading needs the network")
    if number(task.body.get("input_random")):
        raise PackError("its input is random for each learner")


def _is_python(problem: Problem) -> bool:
    return bool(re.fullmatch(r"|plain|text|python[23]?|py", text(problem.body.get("language")).lower()))


def _carry_over(task: Task, course: Course, draft: Draft) -> None:
    run = find_run(task.folder, task.body)
    if run is None:
        raise PackError("it has no `run` of its own that says how it is graded")
    files = answer_files(task, placed(run))
    for file in files:
        starter = file.filled(default_code(task))
        if starter.strip():
            draft.put(f"starter/{file.name}", starter)
    draft.body["files"] = [file.name for file in files]
    if any(file.template.strip() != f"@@{problem}@@" for file in files for problem in file.problems()):
        draft.notes.change("learners see and edit the whole file, of which they only wrote a part there")
    tests = {name: task.folder.data(name) for name in _python_files(task, run, files)}
    with_tests = {name: content for name, content in tests.items() if has_tests(content)}
    if with_tests and runs_tests(run, {PurePosixPath(name).stem for name in with_tests}):
        _put_tests(with_tests, tests, files, draft)
        _weigh(task, course, draft, _CHECKED_BY_TESTS)
    else:
        _put_cases(task, run, files, draft)
        _weigh(task, course, draft, _CHECKED_BY_OUTPUT)
    found, place = reference(task, files)
    if not found:
        raise PackError("nothing in it is known to be a right answer: write reference/, then pack check shows the rest")
    for name, content in found.items():
        draft.put(f"reference/{name}", content)
    draft.notes.keep(f"reference (from {place})")
    absent = absent_modules({name: content for name, content in draft.files.items() if "original/" not in name})
    if absent:
        raise PackError(f"it needs {', '.join(absent)}, which the image does not have")
    draft.notes.drop(f"`{run.name}`: what it did is done by the tests" if run.name != "run_cmd" else "`run_cmd`")


def _python_files(task: Task, run: Run, files: list[AnswerFile]) -> list[str]:
    own = {run.name, *(file.path for file in files)}
    return [name for name in task.folder.files() if name.endswith(".py") and name not in own]


def _put_tests(
    with_tests: Mapping[str, bytes], modules: Mapping[str, bytes], files: list[AnswerFile], draft: Draft
) -> None:
    """The test files, and what they import from beside them."""
    answers = {file.module for file in files}
    waiting, done = list(with_tests), set()
    while waiting:
        name = waiting.pop(0)
        done.add(name)
        content = _without_folder(source_text(modules[name]), files)
        imported = imported_names(content)
        if name in with_tests and not imported & answers:
            raise PackError(f"{name} does not import what the learner wrote")
        draft.put(f"tests/{_test_name(name, with_tests, draft)}", content)
        waiting += [
            other
            for other in modules
            if PurePosixPath(other).stem in imported - answers and other not in done and other not in waiting
        ]
    draft.notes.keep(f"tests ({', '.join(sorted(with_tests))})")


def _without_folder(content: str, files: list[AnswerFile]) -> str:
    """`from student.q1 import f` → `from q1 import f`: here the learner's file is a module of its own."""
    for file in files:
        folder = re.escape(PurePosixPath(file.path).parent.name or "student")
        name = re.escape(file.module)
        for pattern, written in (
            (rf"^([ \t]*)from\s+{folder}\s+import\s+{name}(\s+as\s+\w+)?[ \t]*$", rf"\1import {file.module}\2"),
            (rf"^([ \t]*from\s+){folder}\.{name}(\s+import\b)", rf"\g<1>{file.module}\2"),
            (rf"^([ \t]*import\s+){folder}\.{name}(\s+as\b)", rf"\g<1>{file.module}\2"),
        ):
            content = re.sub(pattern, written, content, flags=re.MULTILINE)
    return content


def _test_name(name: str, with_tests: Mapping[str, bytes], draft: Draft) -> str:
    """A name that pytest looks into, for a file that holds tests."""
    base = PurePosixPath(name).name
    if name not in with_tests or is_test_file(base):
        return base
    plain = re.sub(r"^tests?_*|_*tests?$", "", PurePosixPath(base).stem.lower()) or "task"
    draft.notes.change(f"{name} is called test_{plain}.py")
    return f"test_{plain}.py"


def _put_cases(task: Task, run: Run, files: list[AnswerFile], draft: Draft) -> None:
    """Cases with input and output, from files or from the one comparison that the run makes."""
    cases: list[dict[str, Any]] = []
    if runs_programs(run):
        taken: set[str] = set()
        if named(run.text, task.folder):
            cases = [
                {"name": question_name(f"case {name}", taken), "input": given, "output": expected}
                for name, given, expected in dialogues(task.folder)
            ]
        elif (compared := compared_output(run)) is not None:
            cases = [{"input": compared[0], "output": compared[1]}]
    if not cases:
        raise PackError(f"its `{run.name}` is a program of its own, and no tests were found in it")
    started = PurePosixPath(program(run)).name
    first = [file.name for file in files if file.name == started] or [files[0].name]
    draft.body["files"] = first + [name for name in draft.body["files"] if name not in first]
    draft.body |= {"kind": "stdio", "cases": cases}
    draft.notes.keep("input and output as cases")


def _weigh(task: Task, course: Course, draft: Draft, by: str) -> None:
    """Spreads the task's weight over its tests, where weights differ at all."""
    if not course.weighted:
        return
    total = task.settings.weight or 1
    if by == _CHECKED_BY_OUTPUT:
        cases = draft.body["cases"]
        for case, points in zip(cases, share([1] * len(cases), total), strict=True):
            case["points"] = points
    else:
        names = [
            test
            for name, content in sorted(draft.files.items())
            if name.startswith("tests/") and is_test_file(name)
            for test in test_functions(source_text(content))
        ]
        draft.body["tests"] = [
            {"name": name, "points": points} for name, points in zip(names, share([1] * len(names), total), strict=True)
        ]
    draft.notes.keep("weight as points")


def _limits(task: Task, draft: Draft) -> dict[str, Any]:
    parameters = mapping(task.body.get("environment_parameters"))
    written = mapping(parameters.get("limits") or task.body.get("limits"))
    time, hard = number(written.get("time")), number(written.get("hard_time"))
    memory, disk = number(written.get("memory")), number(written.get("disk"))
    limits: dict[str, Any] = {}
    if time or hard:
        limits["wall_seconds"] = between(hard or time or 0, 1, 300)
        limits["test_seconds"] = between(time or hard or 0, 1, limits["wall_seconds"])
    if memory:
        limits["memory_mb"] = int(between(memory, 160, 4096))
    if disk:
        limits["disk_mb"] = int(between(disk, 16, 512))
    if limits:
        draft.notes.keep("limits")
    if memory and memory < 160:  # noqa: PLR2004 - the default, which holds judge and submission together
        draft.notes.change("memory is 160 MB: it holds the tests too")
    return {"limits": limits} if limits else {}


def _put_defaults(task: Task, draft: Draft) -> None:
    """Where nothing is known of the files: the code that learners began with, a file for each problem."""
    taken: set[str] = set()
    defaults = default_code(task)
    for problem in task.of(CODE):
        name = question_name(problem.id, taken) + (".py" if _is_python(problem) else ".txt")
        draft.put(f"starter/{name}", defaults[problem.id].rstrip() + "\n")
        draft.body.setdefault("files", []).append(name)
