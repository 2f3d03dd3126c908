"""What an exercise may declare: tests beside the submission, and a class that must prove its equality."""

from __future__ import annotations

import textwrap

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.model import Bridge, Limits
from grader.reports import Outcome, Report, Show, Verdict
from grader.sandbox.service import DockerSandbox

TESTS = """
import os
import pytest
import solution

def test_same_process():
    assert solution.number() == os.getpid()

def test_same_object():
    thing = object()
    assert solution.echo(thing) is thing

def test_wrong():
    assert solution.echo(1) == 2

def test_raises():
    solution.stop()
"""
SUBMISSION = """
import os
def number(): return os.getpid()
def echo(x): return x
def stop(): raise KeyError("gone")
"""


def shared(sandbox: DockerSandbox, submission: str, tests: str = TESTS) -> Report:
    names = [line[4:].split("(")[0] for line in tests.splitlines() if line.startswith("def test")]
    bundle = Bundle(
        exercise="shared",
        files=["solution.py"],
        hidden={"test_solution.py": tests},
        tests=[BundledTest(name=name, file="test_solution.py", show=Show.DETAILS) for name in names],
        limits=Limits(wall_seconds=6, test_seconds=1),
        isolation="shared",
    )
    return grade({"solution.py": submission.encode()}, bundle, sandbox)


def test_shared_tests_run_in_the_submissions_process(sandbox: DockerSandbox) -> None:
    report = shared(sandbox, SUBMISSION)
    assert [test.outcome for test in report.tests] == [
        Outcome.PASSED,
        Outcome.PASSED,
        Outcome.FAILED,
        Outcome.ERROR,
    ]
    assert report.verdict is Verdict.FAILED
    assert report.sandbox.isolation == "shared"
    assert "solution.py" in report.tests[3].message


def test_shared_tests_run_as_the_learners_user(sandbox: DockerSandbox) -> None:
    report = shared(sandbox, "", "import os\ndef test_user():\n    assert os.getuid() == 10002\n")
    assert report.explanation is not None
    assert report.explanation.code == "load_empty"
    report = shared(sandbox, "x = 1", "import os\ndef test_user():\n    assert os.getuid() == 10002\n")
    assert report.verdict is Verdict.PASSED


def test_a_shared_submission_that_cannot_be_loaded_is_told_so(sandbox: DockerSandbox) -> None:
    report = shared(sandbox, "def number(:\n")
    assert report.verdict is Verdict.ERROR
    assert report.explanation is not None
    assert report.explanation.code == "syntax_error"


def test_a_shared_submission_that_hangs_or_ends_is_stopped(sandbox: DockerSandbox) -> None:
    hanging = """
def number():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""
    assert shared(sandbox, hanging).verdict is Verdict.TIMED_OUT
    ended = shared(sandbox, "import os\ndef number(): os._exit(0)\n")
    assert ended.verdict is Verdict.ERROR
    assert all(test.outcome is not Outcome.PASSED for test in ended.tests)


def test_a_shared_submission_reports_no_test_that_is_not_there(sandbox: DockerSandbox) -> None:
    liar = """
    import gc, os
    def number():
        from testrun import TestRun
        for one in gc.get_objects():
            if isinstance(one, TestRun):
                for name, outcome in (("test_other", "passed"), ("test_wrong", "won")):
                    one.report({"name": name, "outcome": outcome})
                one.report(7)
        return os.getpid()
    def echo(x): return x
    def stop(): raise KeyError("gone")
    """
    report = shared(sandbox, textwrap.dedent(liar))
    assert [test.name for test in report.tests] == [
        "test_same_process",
        "test_same_object",
        "test_wrong",
        "test_raises",
    ]
    assert report.tests[2].outcome is Outcome.FAILED


HONEST = "class P:\n    def __init__(self, x): self.x = x\n    def __eq__(self, o): return self.x == o.x\n"
LIAR = "class P:\n    def __init__(self, x): self.x = x\n    def __eq__(self, o): return True\n"
ONE_WAY = (
    "class P:\n    def __init__(self, x): self.x = x\n    def __eq__(self, o): return self.x < getattr(o, 'x', 0)\n"
)


def witnessed(sandbox: DockerSandbox, submission: str) -> Outcome:
    bundle = Bundle(
        exercise="witness",
        files=["solution.py"],
        hidden={"test_p.py": "import solution\ndef test_p():\n    assert solution.P(1) == solution.P(int('1'))\n"},
        tests=[BundledTest(name="test_p", file="test_p.py")],
        bridge=Bridge(equality={"P": "witness"}),
    )
    return grade({"solution.py": submission.encode()}, bundle, sandbox).tests[0].outcome


def test_a_class_that_equals_everything_is_not_believed_where_a_witness_is_declared(sandbox: DockerSandbox) -> None:
    assert witnessed(sandbox, HONEST) is Outcome.PASSED
    assert witnessed(sandbox, LIAR) is Outcome.FAILED
    assert witnessed(sandbox, ONE_WAY) is Outcome.FAILED
