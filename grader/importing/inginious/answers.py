"""The file that a learner's code becomes: what a template makes of it, and an answer that is known to be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.errors import PackError
from grader.importing.drafts import file_name
from grader.importing.inginious.runs import Placed
from grader.importing.inginious.tasks import CODE, Task
from grader.importing.shapes import mapping, text
from grader.importing.sources import SourceFolder

_PLACE = re.compile(r"@([^@\n]*)@([\w:/.-]+)@([^@\n]*)@")
_RIGHT = r"(corr|correct|correction|solution|sol|reference|ref|answer|model)"
_SUBMISSION = re.compile(r"test/[^/]+\.(test|yaml)")


@dataclass(frozen=True)
class AnswerFile:
    """One file that is handed in."""

    name: str
    path: str
    """What the run calls it."""
    template: str
    """What it is made of; `@prefix@problem@suffix@` stands for the learner's code."""

    @property
    def module(self) -> str:
        """What tests import it as."""
        return self.name.removesuffix(".py")

    def filled(self, code: Mapping[str, str]) -> str:
        """The file with the code of each problem in its place."""
        return _PLACE.sub(lambda found: _lines(found, code), self.template).rstrip() + "\n"

    def problems(self) -> set[str]:
        """The problems whose code stands in it."""
        return {found[2].split(":")[0].split("/")[0] for found in _PLACE.finditer(self.template)}


def answer_files(task: Task, found: Placed) -> list[AnswerFile]:
    """The files that are handed in. Raises `PackError` when some of the learner's code goes elsewhere."""
    files = [
        AnswerFile(file_name(PurePosixPath(path).name), path, task.folder.text(_relative(template)))
        for path, template in found.templates.items()
    ]
    files += [
        AnswerFile(file_name(PurePosixPath(path).name), path, f"@@{problem}@@")
        for path, problem in found.whole.items()
        if path not in found.templates
    ]
    files = [file for file in files if file.problems()]
    names = [file.name for file in files]
    if len(set(names)) != len(names):
        raise PackError("its `run` makes two files of one name")
    lost = [problem.id for problem in task.of(CODE) if not any(problem.id in file.problems() for file in files)]
    if lost:
        raise PackError(f"where its `run` puts the code of {', '.join(lost)} is not said in so many words")
    if not all(name.endswith(".py") for name in names):
        raise PackError(f"its `run` makes {', '.join(names)}, which is no Python")
    return files


def default_code(task: Task) -> dict[str, str]:
    """Problem → the code that learners begin with."""
    return {problem.id: text(problem.body.get("default")).replace("\r\n", "\n") for problem in task.of(CODE)}


def reference(task: Task, files: list[AnswerFile]) -> tuple[dict[str, str], str]:
    """An answer that is known to be right, and where it was found; nothing where there is none."""
    for name in task.folder.files():
        if _SUBMISSION.fullmatch(name) and (code := _successful(task.folder, name)):
            return {file.name: file.filled(code) for file in files}, name
    if len(files) == 1:
        stem = re.escape(files[0].module)
        right = re.compile(rf"(.*/)?({_RIGHT}([_-]?({stem}|\d+))?|{stem}[_-]{_RIGHT})\.py", re.IGNORECASE)
        for name in task.folder.files():
            if right.fullmatch(name) and name != files[0].path:
                return {files[0].name: task.folder.text(name)}, name
    return {}, ""


def _relative(path: str) -> str:
    """A path as it is below the task's folder."""
    return PurePosixPath(path.removeprefix("/task/")).as_posix()


def _successful(folder: SourceFolder, name: str) -> dict[str, str]:
    """The code of a kept submission that was graded as a success."""
    try:
        body, _problems = folder.yaml(name)
    except PackError:
        return {}
    result = body.get("result")
    verdict = result[0] if isinstance(result, list) and result else result
    code = {problem: text(value) for problem, value in mapping(body.get("input")).items()}
    return code if verdict == "success" else {}


def _lines(found: re.Match[str], code: Mapping[str, str]) -> str:
    written = code.get(found[2].split(":")[0], "").rstrip("\n")
    return "\n".join(f"{found[1]}{line}{found[3]}".rstrip() for line in written.split("\n"))
