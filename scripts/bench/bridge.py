"""What it costs to call a submission through the bridge instead of in the same process."""

from __future__ import annotations

from pathlib import Path

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.model import Limits
from grader.packs.reader import LoadedExercise, read_pack
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


def measure(pack: Path, repeats: int = 3) -> dict[str, float]:
    """What one call costs, and what all tests of a *pack* do.

    `call_us`: microseconds for a call that hands over a number and gets it back. `pack_ratio`: the time of all tests
    of the pack on its references through the bridge, divided by the time that the same tests take in one process
    with the reference (plain pytest, in the same container). Medians of *repeats* runs.
    """
    # Of the kind whose tests can run beside the submission too: a program never does.
    exercises = [one for one in read_pack(pack).exercises.values() if one.exercise.kind == "pytest"]
    with DockerSandbox(pool_size=1, worker="bench") as sandbox:
        calls = [_call_us(sandbox) for _ in range(repeats)]
        ratios = []
        for _ in range(repeats):
            apart, together = (_pack_ms(sandbox, exercises, shared=shared) for shared in (False, True))
            ratios.append(apart / together)
    middle = repeats // 2
    return {"call_us": sorted(calls)[middle], "pack_ratio": sorted(ratios)[middle], "exercises": len(exercises)}


def _call_us(sandbox: DockerSandbox) -> float:
    bundle = Bundle(
        exercise="echo",
        files=["echo.py"],
        hidden={"test_echo.py": _TEST.format(calls=CALLS)},
        tests=[BundledTest(name=name, file="test_echo.py") for name in ("test_few", "test_many")],
        limits=Limits(wall_seconds=60, test_seconds=30),
    )
    report = grade({"echo.py": b"def same(value):\n    return value\n"}, bundle, sandbox)
    if report.verdict is not Verdict.PASSED:
        raise RuntimeError(f"the echo got {report.verdict}: {report.error}")
    few, many = (test.duration_ms for test in report.tests)
    return (many - few) * 1000 / CALLS


def _pack_ms(sandbox: DockerSandbox, exercises: list[LoadedExercise], *, shared: bool) -> float:
    total = 0.0
    for exercise in exercises:
        bundle = exercise.bundle()
        if shared:
            bundle = bundle.model_copy(update={"isolation": "shared"})
        report = grade(exercise.reference, bundle, sandbox)
        if report.verdict is not Verdict.PASSED:
            raise RuntimeError(f"the reference of {exercise.id} got {report.verdict}: {report.error}")
        total += sum(test.duration_ms for test in report.tests)
    return total
