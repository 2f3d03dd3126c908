"""What it costs to call a submission through the bridge instead of in the same process."""

from __future__ import annotations

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.model import Limits
from grader.reports import Verdict
from grader.sandbox.service import DockerSandbox

CALLS = 20_000
_TEST = """\
from echo import same


def test_few():
    for number in range(10):
        assert same(number) == number


def test_many():
    for number in range({calls}):
        assert same(number) == number
"""


def measure(repeats: int = 5) -> dict[str, float]:
    """`call_us`: microseconds for one call that hands over a number and gets it back; the median of *repeats* runs."""
    bundle = Bundle(
        exercise="echo",
        files=["echo.py"],
        hidden={"test_echo.py": _TEST.format(calls=CALLS)},
        tests=[BundledTest(name=name, file="test_echo.py") for name in ("test_few", "test_many")],
        limits=Limits(wall_seconds=60, test_seconds=30),
    )
    files = {"echo.py": b"def same(value):\n    return value\n"}
    found = []
    with DockerSandbox(pool_size=1, worker="bench") as sandbox:
        for _ in range(repeats):
            report = grade(files, bundle, sandbox)
            if report.verdict is not Verdict.PASSED:
                raise RuntimeError(f"the echo got {report.verdict}: {report.error}")
            few, many = (test.duration_ms for test in report.tests)
            found.append((many - few) * 1000 / CALLS)
    return {"call_us": sorted(found)[len(found) // 2]}
