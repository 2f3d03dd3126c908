"""Hidden tests are compiled once for an exercise, and behind the learner's back."""

from __future__ import annotations

import threading
import time

import pytest

from grader.bundles import Bundle, BundledTest
from grader.errors import HarnessProtocolError, SandboxUnavailable
from grader.grading import grade
from grader.reports import Outcome, Show, Verdict
from grader.sandbox.compiled import CompiledTests
from grader.sandbox.service import DockerSandbox


def _bundle(name: str = "sums", text: str = "def test_x():\n    assert True\n") -> Bundle:
    return Bundle(
        exercise=name,
        files=["sums.py"],
        hidden={"test_x.py": text},
        tests=[BundledTest(name="test_x", file="test_x.py")],
    )


def _eventually(compiled: CompiledTests, bundle: Bundle) -> object:
    deadline = time.monotonic() + 10
    while not (found := compiled.get(bundle)) and time.monotonic() < deadline:
        time.sleep(0.005)
    return found


def test_what_is_met_twice_is_compiled_once_and_then_there():
    made = []

    def compile_now(bundle: Bundle) -> dict[str, str]:
        made.append(bundle.exercise)
        return {"tests/x.pyc": "AA=="}

    compiled = CompiledTests(compile_now)
    assert compiled.get(_bundle()) == {}
    assert made == []
    assert _eventually(compiled, _bundle()) == {"tests/x.pyc": "AA=="}
    assert compiled.get(_bundle(name="another title")) == {"tests/x.pyc": "AA=="}  # the same tests
    compiled.close()
    assert made == ["sums"]


def test_other_tests_are_compiled_for_themselves():
    compiled = CompiledTests(lambda bundle: {"of": bundle.hidden["test_x.py"]})
    changed = _bundle(text="def test_x():\n    assert 1\n")
    compiled.get(_bundle())
    compiled.get(changed)
    assert _eventually(compiled, _bundle()) == {"of": _bundle().hidden["test_x.py"]}
    assert _eventually(compiled, changed) == {"of": changed.hidden["test_x.py"]}
    compiled.close()


@pytest.mark.parametrize("error", [HarnessProtocolError("no"), SandboxUnavailable("away"), TimeoutError()])
def test_where_they_cannot_be_compiled_they_run_all_the_same(error: Exception):
    tried = threading.Event()

    def fails(_: Bundle) -> dict[str, str]:
        tried.set()
        raise error

    compiled = CompiledTests(fails)
    compiled.get(_bundle())
    compiled.get(_bundle())
    assert tried.wait(10)
    compiled.close()
    assert compiled.get(_bundle()) == {}


def test_compiled_tests_say_the_same_as_those_that_are_not():
    text = (
        "import pytest\nfrom sums import add\n\n\n@pytest.fixture\ndef two():\n    return 2\n\n\n"
        "def test_right(two):\n    assert add(two, 3) == 5\n\n\n"
        "def test_wrong(two):\n    assert add(two, 2) == 5, 'no'\n"
    )
    names = ("test_right", "test_wrong")
    bundle = Bundle(
        exercise="sums",
        files=["sums.py"],
        hidden={"test_sums.py": text, "conftest.py": "import pytest\n"},
        tests=[BundledTest(name=name, file="test_sums.py", show=Show.DETAILS) for name in names],
    )
    files = {"sums.py": b"def add(a, b):\n    return a + b\n"}
    with DockerSandbox(pool_size=1) as sandbox:
        plain = sandbox.run(bundle, files)
        compiled = sandbox._compile(bundle)
        sandbox._compiled._kept.clear()
        sandbox._compiled._compile_now = lambda _: compiled
        assert _eventually(sandbox._compiled, bundle) == compiled
        report = grade(files, bundle, sandbox)
    assert any("test_sums" in name for name in compiled)
    assert [test.outcome for test in report.tests] == [Outcome.PASSED, Outcome.FAILED]
    assert report.verdict is Verdict.FAILED
    for test in report.tests:
        frame = plain.tests[test.name]
        assert (test.outcome, test.actual, test.expected) == (frame.outcome, frame.actual, frame.expected)


def test_what_no_python_can_read_is_left_to_the_run():
    bundle = _bundle(text="def test_x(:\n")
    with DockerSandbox(pool_size=1) as sandbox:
        assert sandbox._compile(bundle) == {}
