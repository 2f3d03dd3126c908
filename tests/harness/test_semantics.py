"""What an ordinary test may expect of the bridge, tried in the real sandbox."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import yaml

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.model import Bridge
from grader.reports import Outcome, Report, Show
from grader.sandbox.service import DockerSandbox


def graded(sandbox: DockerSandbox, submission: str, tests: str, *, bridge: Bridge | None = None) -> Report:
    """The report on *submission*, judged by *tests*, whose functions are all shown in detail."""
    text = textwrap.dedent(tests)
    names = [line[4:].split("(")[0] for line in text.splitlines() if line.startswith("def test")]
    bundle = Bundle(
        exercise="semantics",
        files=["solution.py"],
        hidden={"test_solution.py": f"import pytest\nimport solution\n{text}"},
        tests=[BundledTest(name=name, file="test_solution.py", show=Show.DETAILS) for name in names],
        bridge=bridge or Bridge(),
    )
    return grade({"solution.py": textwrap.dedent(submission).encode()}, bundle, sandbox)


def outcomes(report: Report) -> list[Outcome]:
    """Of every test, in order."""
    return [test.outcome for test in report.tests]


CASES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("semantics.yaml").read_text("utf-8"))
PASSED, FAILED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_works_as_in_one_process(sandbox: DockerSandbox, case: dict[str, str]) -> None:
    assert outcomes(graded(sandbox, case["submission"], case["tests"])) == [PASSED]


LIAR = """
    class Liar(int):
        def __eq__(self, other): return True
        __ne__ = __lt__ = __le__ = lambda self, other: False
        def __hash__(self): return 0
        def __bool__(self): return True
    def f(): return Liar(3)
"""


def test_a_lying_object_convinces_nobody(sandbox: DockerSandbox) -> None:
    tests = """
        def test_equal():
            assert solution.f() == 41

        def test_in():
            assert solution.f() in [41, 42]

        def test_list():
            assert [solution.f()] == [41]

        def test_its_builtin_part_counts():
            assert solution.f() == 3
    """
    assert outcomes(graded(sandbox, LIAR, tests)) == [FAILED, FAILED, FAILED, PASSED]


def test_after_a_crash_the_other_tests_are_judged_as_if_nothing_had_been(sandbox: DockerSandbox) -> None:
    submission = """
        import os
        class P:
            def __init__(self, x): self.x = x
            def double(self): return P(2 * self.x)
        def crash(): os._exit(0)
        def add(a, b): return a + b
    """
    tests = """
        def test_before():
            assert solution.add(1, 2) == 3
            assert solution.P(2).double().x == 4

        def test_crash():
            assert solution.crash() is None

        def test_after():
            assert solution.add(1, 2) == 3
            assert solution.P(2).double().x == 4
            assert isinstance(solution.P(1), solution.P)
    """
    assert outcomes(graded(sandbox, submission, tests)) == [PASSED, ERROR, PASSED]


def test_a_function_of_the_interpreter_stays_the_submissions(sandbox: DockerSandbox) -> None:
    submission = "def f(): return eval\ndef where():\n    import os\n    return os.getuid()"
    tests = """
        def test_where():
            assert solution.f()("__import__('os').getuid()") == solution.where()

        def test_not_here():
            import os
            assert solution.where() != os.getuid()
    """
    assert outcomes(graded(sandbox, submission, tests)) == [PASSED, PASSED]


def test_what_a_failed_check_holds_stays_with_the_tests(sandbox: DockerSandbox) -> None:
    submission = """
        kept = []
        def f(check):
            try:
                check(1)
            except BaseException as error:
                kept.append(repr(error.args) + str(error))
        def told(): return "".join(kept)
    """
    tests = """
        def test_swallowed():
            def check(value):
                assert value == 2, "the secret"
            solution.f(check)

        def test_told():
            assert "secret" not in solution.told()
    """
    assert outcomes(graded(sandbox, submission, tests)) == [FAILED, PASSED]


def test_operators_with_plain_values_are_asked_where_they_are_declared(sandbox: DockerSandbox) -> None:
    submission = """
        class Clock:
            def __init__(self, minutes): self.minutes = minutes
            def __add__(self, minutes): return Clock(self.minutes + minutes)
    """
    tests = "def test_a():\n    assert (solution.Clock(1) + 2).minutes == 3"
    assert outcomes(graded(sandbox, submission, tests)) != [PASSED]
    declared = Bridge(operators={"Clock": ["__add__"]})
    assert outcomes(graded(sandbox, submission, tests, bridge=declared)) == [PASSED]


def test_equality_of_its_own_class_can_be_refused(sandbox: DockerSandbox) -> None:
    submission = "class P:\n    def __eq__(self, other): return True"
    tests = "def test_a():\n    assert solution.P() == solution.P()"
    assert outcomes(graded(sandbox, submission, tests)) == [PASSED]
    assert outcomes(graded(sandbox, submission, tests, bridge=Bridge(equality={"P": "none"}))) == [FAILED]


def test_an_object_alone_is_no_check(sandbox: DockerSandbox) -> None:
    submission = "class Node: pass"
    tests = "def test_a():\n    assert solution.Node()"
    assert outcomes(graded(sandbox, submission, tests)) == [FAILED]
    assert outcomes(graded(sandbox, submission, tests, bridge=Bridge(truth=["Node"]))) == [PASSED]
