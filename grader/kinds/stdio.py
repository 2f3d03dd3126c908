"""Cases that are input and output of a program, as a pytest file: `assert run("3") == printed("9")`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.kinds.cases import OF_TEXTS
from grader.kinds.literals import literal, options
from grader.kinds.naming import NamedCase
from grader.model import Exercise

_HEAD = '''"""Made of the cases of the exercise."""

from bootcamp_cases import printed
from bootcamp_program import program

run = program({name})'''


def file_text(_exercise: Exercise, files: Sequence[str], cases: Sequence[NamedCase]) -> str:
    """The tests of these cases: the program is the first of *files*."""
    if not files or not files[0].endswith(".py"):
        raise ValueError("the first of the files to hand in must be the program, a Python file")
    tests = [_test(one) for one in cases]
    return "\n\n\n".join([_HEAD.format(name=literal(files[0])), *tests]) + "\n"


def _test(one: NamedCase) -> str:
    output = f"printed({literal(one.case.output or '')}{options(one.compare, *OF_TEXTS)})"
    return f"def {one.test.name}():\n    assert run({literal(one.case.input or '')}) == {output}"
