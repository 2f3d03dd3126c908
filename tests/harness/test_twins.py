"""Public twins in the real sandbox: small, true, never a hidden input, and nothing that a submission can use.

The budget is the longest that an author may give, so that a busy machine finds what a quiet one finds at once.
"""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from grader.bundles import Bundle, BundledInputs, BundledTest, digest_of
from grader.grading import grade
from grader.kinds import inputs_of, render
from grader.model import Compare, Exercise, Inputs, Limits
from grader.reports import Outcome, Report, Twin, Verdict
from grader.sandbox.service import DockerSandbox
from grader.sandbox.session import SandboxRun

SECONDS = 5.0
CLAMP = "def clamp(x, low, high):\n    return max(low, min(x, high))\n"
LIMITS = Limits(wall_seconds=20, test_seconds=4)
SMALL = {"integer": {"min": -3, "max": 3}}


def bundle_with(
    inputs: dict[str, Any],
    *cases: dict[str, Any],
    reference: str = CLAMP,
    strategy: str = "",
    kind: str = "cases",
    **more: Any,
) -> Bundle:
    """An exercise of these cases, with inputs."""
    exercise = Exercise.model_validate({"kind": kind, "cases": cases, "inputs": {"seconds": SECONDS, **inputs}, **more})
    assert exercise.inputs
    rendered = render(exercise, ["main.py"])
    bundled = BundledInputs(
        inputs=inputs_of(exercise, exercise.inputs),
        strategy=strategy,
        reference={"main.py": textwrap.dedent(reference)},
        compare=exercise.compare,
    )
    return Bundle(
        exercise="twins",
        kind=exercise.kind,
        files=["main.py"],
        hidden=rendered.hidden,
        visible=rendered.visible,
        tests=list(rendered.tests),
        inputs=bundled,
        limits=LIMITS,
    )


def graded(sandbox: DockerSandbox, bundle: Bundle, source: str) -> Report:
    """The report on one file."""
    return grade({"main.py": textwrap.dedent(source).encode()}, bundle, sandbox)


def twin_of(sandbox: DockerSandbox, bundle: Bundle, source: str) -> Twin:
    """The twin, which there must be."""
    report = graded(sandbox, bundle, source)
    assert report.twin is not None, report.model_dump_json(indent=1)
    return report.twin


def run_of(sandbox: DockerSandbox, bundle: Bundle, source: str) -> SandboxRun:
    """What the judge said."""
    return sandbox.run(bundle, {"main.py": textwrap.dedent(source).encode()})


ARGUMENTS = {
    "arguments": {"x": {"integer": {"min": -50, "max": 50}}, "low": SMALL, "high": SMALL},
    "where": "low <= high",
}
HIDDEN = {"call": "clamp(-5, 0, 10)", "returns": 0}


def test_a_learner_who_fails_a_hidden_test_sees_a_small_input_that_also_fails(sandbox: DockerSandbox) -> None:
    bundle = bundle_with(ARGUMENTS, HIDDEN)
    twin = twin_of(sandbox, bundle, "def clamp(x, low, high): return min(x, high)")
    assert twin == Twin(call="clamp(-1, 0, 0)", expected="0", actual="-1")


def test_arguments_keep_the_authors_order_on_their_way_to_the_worker(sandbox: DockerSandbox) -> None:
    bundle = bundle_with(ARGUMENTS, HIDDEN)
    data = bundle.to_bytes()
    again = Bundle.from_bytes(data, digest_of(data))
    assert again.inputs
    assert list(again.inputs.inputs.arguments) == ["x", "low", "high"]
    assert twin_of(sandbox, again, "def clamp(x, low, high): return min(x, high)").call == "clamp(-1, 0, 0)"


def test_a_submission_that_passes_has_none(sandbox: DockerSandbox) -> None:
    report = graded(sandbox, bundle_with(ARGUMENTS, HIDDEN), CLAMP)
    assert (report.verdict, report.twin) == (Verdict.PASSED, None)


def test_an_exercise_without_inputs_has_none(sandbox: DockerSandbox) -> None:
    bundle = bundle_with(ARGUMENTS, HIDDEN).model_copy(update={"inputs": None})
    assert graded(sandbox, bundle, "def clamp(x, low, high): pass").twin is None


def test_a_test_without_points_is_no_cause_for_one(sandbox: DockerSandbox) -> None:
    bundle = bundle_with(ARGUMENTS, HIDDEN | {"points": 0}, {"call": "clamp(5, 0, 10)", "returns": 5})
    report = graded(sandbox, bundle, "def clamp(x, low, high): return x")
    assert (report.verdict, report.twin) == (Verdict.PASSED, None)


def test_an_exception_is_told_in_its_own_words(sandbox: DockerSandbox) -> None:
    twin = twin_of(sandbox, bundle_with(ARGUMENTS, HIDDEN), "def clamp(x, low, high): raise KeyError('no')")
    assert (twin.expected, twin.actual) == ("0", "KeyError: 'no'")


RAISES = """
    def half(n):
        if n % 2:
            raise ValueError("odd")
        return n // 2
"""
HALF = {"arguments": {"n": {"integer": {"min": 0, "max": 20}}}}


HALVES = (
    {"call": "half(8)", "returns": 4},
    {"call": "half(9)", "raises": "ValueError"},
    {"call": "half(6)", "returns": 3},
)


@pytest.mark.parametrize(
    ("source", "call", "expected", "actual"),
    [
        ("def half(n): return n // 2", "half(1)", "ValueError: odd", "0"),
        ("def half(n):\n    if n % 2: raise TypeError\n    return n // 2", "half(1)", "ValueError: odd", "TypeError"),
        ("def half(n):\n    if n % 2: raise ValueError('other words')\n    return n", "half(2)", "1", "2"),
        (
            "class Odd(ValueError): pass\ndef half(n):\n    if n % 2: raise Odd\n    return n // 2 + (n in (4, 6))",
            *("half(4)", "2", "3"),
        ),
    ],
)
def test_the_same_builtin_exception_is_the_same(
    sandbox: DockerSandbox, source: str, call: str, expected: str, actual: str
) -> None:
    twin = twin_of(sandbox, bundle_with(HALF, *HALVES, reference=RAISES), source)
    assert twin == Twin(call=call, expected=expected, actual=actual)


def test_values_are_compared_as_the_exercise_says(sandbox: DockerSandbox) -> None:
    inputs = {"arguments": {"n": {"integer": {"min": 1, "max": 9}}}}
    reference = "def f(n): return [n / 3, n]"
    case = {"call": "f(9)", "returns": [3, 9]}
    compare = Compare(tolerance=0.01, unordered=True)
    bundle = bundle_with(inputs, case, reference=reference, compare=compare.model_dump())
    almost = "def f(n): return [n, round(n / 3, 3)] if n not in (7, 9) else []"
    assert twin_of(sandbox, bundle, almost).call == "f(7)"


def test_what_is_printed_counts_where_the_author_prints(sandbox: DockerSandbox) -> None:
    inputs = {"arguments": {"n": {"integer": {"min": 0, "max": 9}}}}
    case = {"call": "f(3)", "prints": "3"}
    bundle = bundle_with(inputs, case, reference="def f(n): print(n)")
    twin = twin_of(sandbox, bundle, "def f(n): print(n * 2)")
    assert twin == Twin(call="f(1)", expected="1\n", actual="2\n")
    silent = bundle_with(inputs, {"call": "f(3)", "returns": 3}, reference="def f(n): return n")
    assert twin_of(sandbox, silent, "def f(n):\n    print('debugging')\n    return n // 2").call == "f(1)"


TAXI = """
    kilometres = int(input())
    for night in map(int, input().split()):
        print(kilometres * (2 if night else 1))
"""
LINES = {"lines": [{"integer": {"min": 0, "max": 9}}, {"list_of": {"items": {"integer": {"min": 0, "max": 1}}}}]}


def test_a_program_has_a_small_input_as_its_twin(sandbox: DockerSandbox) -> None:
    case = {"input": "5\n1 0\n", "output": "10\n5"}
    bundle = bundle_with(LINES, case, reference=TAXI, kind="stdio")
    twin = twin_of(sandbox, bundle, "k = int(input())\nfor n in input().split(): print(k)")
    assert twin == Twin(input="1\n1\n", expected="2\n", actual="1\n")
    ended = twin_of(sandbox, bundle, "k = int(input())\nn = input()\no = input()")
    assert ended.actual == "EOFError: EOF when reading a line"


def test_an_author_may_write_the_strategy_in_python(sandbox: DockerSandbox) -> None:
    strategy = """
        from hypothesis import strategies as st
        arguments = st.integers(0, 9).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.just(n), max_size=3)))
    """
    inputs = {"strategy": "inputs.py", "where": None}
    reference = "def count(n, items): return len(items)"
    bundle = bundle_with(
        inputs, {"call": "count(7, [7, 7])", "returns": 2}, reference=reference, strategy=textwrap.dedent(strategy)
    )
    twin = twin_of(sandbox, bundle, "def count(n, items): return len(set(items)) if n else 0")
    assert twin.call == "count(0, [0])"


HAND_WRITTEN = """
    import main

    def test_stops_early():
        assert main.double(1) == 2
        assert main.double(x=2) == 4
        for number in range(3, 9):
            assert main.double(number) == number * 2
"""


def hand_written(tests: str, reference: str = "def double(x, times=2):\n    return x * times\n") -> Bundle:
    """An exercise of kind pytest, whose numbers go from 0 to 10."""
    inputs = Inputs.model_validate(
        {"call": "double", "arguments": {"x": {"integer": {"min": 0, "max": 10}}}, "seconds": SECONDS}
    )
    return Bundle(
        exercise="twins",
        files=["main.py"],
        hidden={"test_main.py": textwrap.dedent(tests)},
        tests=[BundledTest(name="test_stops_early", file="test_main.py")],
        inputs=BundledInputs(inputs=inputs, reference={"main.py": reference}),
        limits=LIMITS,
    )


def test_an_input_that_a_test_did_not_come_to_is_hidden_too(sandbox: DockerSandbox) -> None:
    twin = twin_of(sandbox, hand_written(HAND_WRITTEN), "def double(x): return x * 3")
    assert twin.call in {"double(9)", "double(10)"}


def test_where_all_inputs_are_hidden_none_is_shown(sandbox: DockerSandbox) -> None:
    tests = HAND_WRITTEN.replace("range(3, 9)", "[*range(3, 11), 0.0]")
    run = run_of(sandbox, hand_written(tests), "def double(x): return x * 3 + 1")
    assert run.done
    assert (run.done.twin, run.done.twin_fault) == (None, None)


def test_hidden_inputs_are_the_same_by_position_by_name_and_by_default(sandbox: DockerSandbox) -> None:
    tests = """
        import main
        def test_stops_early():
            assert [main.double(0), main.double(x=1)] == [0, 2]
            assert [main.double(2, 2), main.double(3, times=2)] == [4, 6]
            for number in range(4, 11):
                assert main.double(**{"times": 2, "x": number}) == number * 2
    """
    run = run_of(sandbox, hand_written(tests), "def double(x, times=2): return x * 3 + 1")
    assert run.done
    assert (run.done.twin, run.done.twin_fault) == (None, None)


def test_what_a_recursive_answer_asks_itself_is_not_hidden(sandbox: DockerSandbox) -> None:
    reference = "def double(x):\n    return 0 if x == 0 else 2 + double(x - 1)\n"
    tests = "import main\ndef test_stops_early():\n    assert main.double(10) == 20\n"
    twin = twin_of(sandbox, hand_written(tests, reference), "def double(x): return x * 3")
    assert twin.call == "double(1)"


def test_a_hidden_program_input_is_not_shown_either(sandbox: DockerSandbox) -> None:
    inputs = {"lines": [{"integer": {"min": 0, "max": 4}}]}
    cases = [{"input": f"{number} \n", "output": f"{number}"} for number in (0, 1, 3, 4)]
    bundle = bundle_with(inputs, *cases, reference="print(int(input()))", kind="stdio")
    assert twin_of(sandbox, bundle, "print(int(input()) + 1)").input == "2\n"
    all_of_them = bundle_with(
        inputs, *cases, {"input": "2", "output": "2"}, reference="print(int(input()))", kind="stdio"
    )
    run = run_of(sandbox, all_of_them, "print(int(input()) + 1)")
    assert run.done
    assert (run.done.twin, run.done.twin_fault) == (None, None)


FAULTS = {
    "a reference that does not pass": ({"reference": "def clamp(x, low, high): return 7"}, "reference does not pass"),
    "a reference that cannot be loaded": ({"reference": "def clamp("}, "SyntaxError"),
    "a function that is not there": ({"call": "clip"}, "clip"),
    "a function that is a class": ({"call": "clamp", "reference": CLAMP + "class clamp: pass"}, "function"),
    "a strategy that is none": ({"strategy": "arguments = 7"}, "InvalidArgument"),
    "a strategy that raises": ({"strategy": "1 / 0"}, "ZeroDivisionError"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_author_is_told_to_the_host_and_changes_nothing(sandbox: DockerSandbox, name: str) -> None:
    changes, told = FAULTS[name]
    inputs = ARGUMENTS | {key: value for key, value in changes.items() if key == "call"}
    more = {key: value for key, value in changes.items() if key != "call"}
    run = run_of(sandbox, bundle_with(inputs, HIDDEN, **more), "def clamp(x, low, high): pass")
    assert run.done
    assert run.done.twin is None
    assert told in str(run.done.twin_fault)
    assert run.tests["test_case_1"].outcome is Outcome.FAILED


@pytest.mark.parametrize("where", ["x / 0", "x > 100"])
def test_a_condition_that_nothing_meets_gives_no_twin(sandbox: DockerSandbox, where: str) -> None:
    inputs = ARGUMENTS | {"where": where, "seconds": 0.5}
    assert graded(sandbox, bundle_with(inputs, HIDDEN), "def clamp(x, low, high): pass").twin is None


# Attacks: the verdict is settled, and nothing but the submission's own answer is shown.
