"""Cases that are calls, as a pytest file: `assert clamp(5, 0, 10) == expected(5)`.

It reads as an author would have written it, since learners read the visible one. What `expected` accepts is
said in one place, in the harness (bootcamp_cases.py).
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.kinds.literals import literal, options
from grader.kinds.naming import NamedCase
from grader.model import Call, Case, Exercise, parse_call, plain_value

_TAKEN = frozenset({"capsys", "datetime", "expected", "printed", "pytest"})
"""Names that the rendered file has a use for itself."""


def file_text(exercise: Exercise, files: Sequence[str], cases: Sequence[NamedCase]) -> str:
    """The tests of these cases. Raises `ValueError` for a case that is not sound."""
    scope = _Scope.of(exercise, files)
    tests = [_test(one, scope) for one in cases]
    return "\n\n\n".join([_head("\n".join(tests), scope), *tests]) + "\n"


def called_function(exercise: Exercise) -> str | None:
    """The one function that all cases call; None where there are several."""
    functions = {parse_call(case.call).function for case in exercise.cases if case.call}
    return functions.pop() if len(functions) == 1 else None


@dataclass(frozen=True)
class _Scope:
    """How the submission's names are reached."""

    modules: tuple[str, ...]
    """Those of the submission's files; the first one is meant where none is named."""
    alone: str | None
    """The one name that is imported by itself, so that a call reads as a learner writes it."""

    @classmethod
    def of(cls, exercise: Exercise, files: Sequence[str]) -> _Scope:
        modules = tuple(_module(name) for name in files if name.endswith(".py"))
        if not modules:
            raise ValueError("there is no Python file to hand in whose functions could be called")
        function = called_function(exercise) or ""
        reserved = function in _TAKEN or function.startswith(("test", "Test")) or hasattr(builtins, function)
        alone = function.isidentifier() and not reserved and not any(map(_own_exception, exercise.cases))
        return cls(modules, function if alone else None)

    def reach(self, name: str) -> str:
        """The expression for a name of the submission: a function, or `module.function`, or `Class.method`."""
        if name == self.alone:
            return name
        module = max((one for one in self.modules if name.startswith(one + ".")), key=len, default=self.modules[0])
        inner = name.removeprefix(module + ".") if name.startswith(module + ".") else name
        return f"{self.alias(module)}.{inner}"

    def alias(self, module: str) -> str:
        """The name under which *module* is imported."""
        plain = module.replace(".", "_")
        return f"the_{plain}" if plain in _TAKEN else plain

    def imports(self, text: str) -> Iterable[str]:
        """The lines that import what *text* uses of the submission."""
        if self.alone is not None:
            yield f"from {self.modules[0]} import {self.alone}"
            return
        for module in self.modules:
            alias = self.alias(module)
            if f"{alias}." in text:
                yield f"import {module}" if alias == module else f"import {module} as {alias}"


def _head(text: str, scope: _Scope) -> str:
    """What stands before the tests: only what they use."""
    standard = ["import datetime"] if "datetime." in text else []
    names = [name for name in ("expected", "printed") if f" == {name}(" in text]
    runner = ["import pytest"] if "with pytest.raises(" in text else []
    compare = [f"from bootcamp_cases import {', '.join(names)}"] if names else []
    parts = ['"""Made of the cases of the exercise."""', "\n".join(standard), "\n".join([*runner, *compare])]
    return "\n\n".join(part for part in [*parts, "\n".join(scope.imports(text))] if part)


def _module(file: str) -> str:
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if not all(part.isidentifier() and not keyword.iskeyword(part) for part in module.split(".")):
        raise ValueError(f"{file} cannot be imported under this name: use letters, digits and underscores")
    return module


def _test(one: NamedCase, scope: _Scope) -> str:
    case = one.case
    call = _call(parse_call(case.call or ""), scope)
    if case.raises is not None:
        body = [f"with pytest.raises({_exception(case.raises, scope)}):", f"    {call}"]
    elif {"returns", "returns_python"} & case.model_fields_set:
        value = plain_value(case.returns_python) if case.returns_python is not None else case.returns
        wanted = f"expected({literal(value)}{options(one.compare, *_OF_VALUES)})"
        body = [f"assert {call} == {wanted}"]
    else:
        body = [call]
    if case.prints is not None:
        text = f"printed({literal(case.prints)}{options(one.compare, *OF_TEXTS)})"
        body.append(f"assert capsys.readouterr().out == {text}")
    argument = "capsys" if case.prints is not None else ""
    return "\n".join([f"def {one.test.name}({argument}):", *(f"    {line}" for line in body)])


OF_TEXTS = ("tolerance", "ignore_case", "ignore_space")
_OF_VALUES = (*OF_TEXTS, "unordered")


def _call(call: Call, scope: _Scope) -> str:
    arguments = [literal(value) for value in call.args]
    arguments += [f"{name}={literal(value)}" for name, value in call.kwargs.items()]
    return f"{scope.reach(call.function)}({', '.join(arguments)})"


def _is_builtin_exception(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, Exception)


def _own_exception(case: Case) -> bool:
    return case.raises is not None and not _is_builtin_exception(case.raises)


def _exception(name: str, scope: _Scope) -> str:
    return name if _is_builtin_exception(name) else scope.reach(name)
