"""What a submission tries with the small inputs that are looked for after the hidden tests: it gains nothing."""

from __future__ import annotations

import pytest

from grader.reports import Outcome, Verdict
from grader.sandbox.service import DockerSandbox
from tests.harness.test_twins import ARGUMENTS, HIDDEN, LIMITS, LINES, TAXI, bundle_with, graded, run_of, twin_of

QUICK = ARGUMENTS | {"seconds": 0.5}
BEHAVES_DIFFERENTLY = """
    import os
    calls = 0
    def clamp(x, low, high):
        global calls
        calls += 1
        {late}
        return -1
"""
LATE = {
    "hangs": "while calls >= 1 and (x, low) != (-5, 0): pass",
    "ends": "(x, low) != (-5, 0) and os._exit(0)",
    "kills": "(x, low) != (-5, 0) and os.kill(0, 9)",
    "prints without end": "print('x' * ((x, low) != (-5, 0)) * 10_000_000)",
    "eats memory": "block = bytearray(1 << 30) if (x, low) != (-5, 0) else 0",
    "forks": "[os.fork() for _ in range(9 if (x, low) != (-5, 0) else 0)]",
    "lies on the wire": "(x, low) != (-5, 0) and os.write(3, b'R' * 1000)",
    "sleeps": "__import__('time').sleep(60 * ((x, low) != (-5, 0)))",
}


@pytest.mark.parametrize("name", LATE)
def test_whatever_a_submission_does_while_inputs_are_tried_its_verdict_stays(sandbox: DockerSandbox, name: str) -> None:
    report = graded(sandbox, bundle_with(QUICK, HIDDEN), BEHAVES_DIFFERENTLY.format(late=LATE[name]))
    assert (report.verdict, report.error, report.score) == (Verdict.FAILED, None, 0.0)
    assert [test.outcome for test in report.tests] == [Outcome.FAILED]
    assert report.output.truncated is False


def test_a_submission_that_hangs_ends_within_the_budget(sandbox: DockerSandbox) -> None:
    # Twice the budget and the host's margin are less than the run's time: only the budget can have ended it.
    bundle = bundle_with(QUICK, HIDDEN)
    run = run_of(sandbox, bundle, BEHAVES_DIFFERENTLY.format(late=LATE["hangs"]))
    assert run.done is not None
    assert run.done.stop is None
    assert run.wall_ms < LIMITS.wall_seconds * 1000


MEMORY = """
    import os
    LEFT = os.path.join(os.getcwd(), "left")
    seen = []
    def clamp(x, low, high):
        seen.append((x, low, high))
        try:
            before = open(LEFT).read()
        except OSError:
            before = ""
        os.makedirs("deep/er", exist_ok=True)
        for name in (LEFT, "deep/er/left", "main.py"):
            open(name, "a").write(f" {x},{low},{high}")
        try:
            os.setxattr(os.getcwd(), "user.left", b"-5")
        except OSError:
            pass
        return [before, os.listdir("deep"), seen]
"""


def test_a_submission_cannot_hand_hidden_inputs_on_to_its_twin(sandbox: DockerSandbox) -> None:
    bundle = bundle_with(
        ARGUMENTS, {"call": "clamp(-47, 0, 10)", "returns": 0}, {"call": "clamp(48, 0, 10)", "returns": 10}
    )
    report = graded(sandbox, bundle, MEMORY)
    assert report.twin is not None
    told = report.twin.model_dump_json()
    assert "47" not in told
    assert "48" not in told


ASKS = """
    import gc, sys, os
    def clamp(x, low, high):
        found = [one for one in gc.get_objects() if isinstance(one, str) and "max(low" in one]
        files = [name for root, _, names in os.walk("/judge") for name in names]
        return [found, files, [name for name in sys.modules if "reference" in name]]
"""


def test_the_authors_answer_never_comes_near_the_submission(sandbox: DockerSandbox) -> None:
    twin = twin_of(sandbox, bundle_with(ARGUMENTS, HIDDEN), ASKS)
    assert twin.actual == "[[], [], []]"


LIES = {
    "equal to all": "class A:\n    def __eq__(s, o): return True\ndef clamp(x, low, high): return A()",
    "a long text": "def clamp(x, low, high): return 'x' * 1_000_000",
    "a deep list": "def clamp(x, low, high):\n    a = []\n    for _ in range(90): a = [a]\n    return a",
    "odd characters": "def clamp(x, low, high): return '\\u202e\\x1b[31m\\ud800'",
    "an exception with a long text": "def clamp(x, low, high): raise ValueError('\\x1b' * 100_000)",
}


@pytest.mark.parametrize("name", LIES)
def test_what_a_submission_answers_is_shown_cut_and_cleaned(sandbox: DockerSandbox, name: str) -> None:
    twin = twin_of(sandbox, bundle_with(ARGUMENTS, HIDDEN), LIES[name])
    assert twin.expected == "0"
    assert len(twin.actual) < 2_100
    assert not {"\x1b", "\u202e"} & set(twin.actual)


def test_what_a_program_prints_is_cut_however_long_it_gets_when_it_is_made_visible(sandbox: DockerSandbox) -> None:
    case = {"input": "5\n1 0\n", "output": "10\n5"}
    bundle = bundle_with(LINES, case, reference=TAXI, kind="stdio")
    twin = twin_of(sandbox, bundle, "print('\\x1b' * 3_000)")
    assert len(twin.actual) == 2_000
