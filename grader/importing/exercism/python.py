"""What the Python of an Exercism exercise says about it: tasks, operators, and what the answer imports."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from grader.importing.drafts import Draft, neat
from grader.importing.exercism.docs import task_titles
from grader.importing.python_code import source_text
from grader.packs.collection import imported_names, is_test_file, test_functions

_REFLECTED = {"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor"}
_OPERATORS = {f"__{side}{name}__" for name in _REFLECTED for side in ("", "r")} | {
    f"__{name}__" for name in ("matmul", "lt", "le", "gt", "ge", "contains")
}


def needed_by(reference: Mapping[str, bytes], support: list[str]) -> list[str]:
    """Those of the *support* files that the answer imports: support files lie beside the tests only."""
    imported = {module for content in reference.values() for module in imported_names(source_text(content))}
    return [name for name in support if name.removesuffix(".py") in imported]


def bridge(reference: Mapping[str, bytes]) -> dict[str, Any]:
    """The operators and truth that the example answer's classes define, which tests may then ask for.

    Asking is trust in the submission, so nothing is declared that the exercise is not about; `==` never is.
    """
    operators: dict[str, list[str]] = {}
    truth = []
    for content in reference.values():
        for node in ast.walk(ast.parse(source_text(content))):
            if isinstance(node, ast.ClassDef):
                methods = {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
                if methods & _OPERATORS:
                    operators[node.name] = sorted(methods & _OPERATORS)
                if "__bool__" in methods:
                    truth.append(node.name)
    return ({"operators": operators} if operators else {}) | ({"truth": truth} if truth else {})


def tests_by_task(tests: Mapping[str, bytes], draft: Draft) -> list[dict[str, Any]]:
    """Titles and points for tests marked with a task: each task is worth one point, shared by its tests."""
    titles = task_titles(draft.files["statement.md"].decode("utf-8"))
    tasks: dict[str, int] = {}
    for name, content in tests.items():
        if is_test_file(name):
            text = source_text(content)
            marked = _marks(ast.parse(text))
            tasks |= {test: marked[test] for test in test_functions(text) if test in marked}
    if not tasks:
        return []
    draft.notes.keep("tasks as titles and points of the tests")
    sizes = {task: list(tasks.values()).count(task) for task in tasks.values()}
    found = []
    for test, task in tasks.items():
        plain = test.rsplit("::", 1)[-1].removeprefix("test").strip("_").replace("_", " ")
        title = titles.get(task, "")
        words = f"{title} ({plain})" if title and sizes[task] > 1 else title or plain
        spec: dict[str, Any] = {"name": test, "title": {"en": f"Task {task}: {words}"}}
        found.append(spec | ({} if sizes[task] == 1 else {"points": neat(1 / sizes[task])}))
    return found


def _marks(tree: ast.Module) -> dict[str, int]:
    """Test → number of its task, from `@pytest.mark.task(taskno=…)` on it or on its class."""
    found: dict[str, int] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            of_class = _task(node)
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and (task := _task(inner) or of_class) is not None:
                    found[f"{node.name}::{inner.name}"] = task
        elif isinstance(node, ast.FunctionDef) and (task := _task(node)) is not None:
            found[node.name] = task
    return found


def _task(node: ast.FunctionDef | ast.ClassDef) -> int | None:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.task":
            for keyword in decorator.keywords:
                if keyword.arg == "taskno" and isinstance(keyword.value, ast.Constant):
                    value = keyword.value.value
                    return value if isinstance(value, int) else None
    return None
