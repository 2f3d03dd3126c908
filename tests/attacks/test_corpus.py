"""The corpus itself: complete, of all kinds, and never satisfied by a grader that lets something through."""

from __future__ import annotations

from collections import Counter

import pytest

from grader.packs.reader import read_exercise
from grader.reports import Verdict
from tests.attacks.corpus import EXERCISES, HERE, REJECTED, read_attacks, read_controls
from tests.attacks.generate import MAKERS

ATTACKS = read_attacks()
KINDS = {
    *("forge-verdict", "read-tests", "exhaust", "persist", "escape-probe"),
    *("output-abuse", "encoding", "timing"),
}


def test_there_are_at_least_120_attacks_of_every_kind() -> None:
    kinds = Counter(case.kind for case in ATTACKS.values())
    assert set(kinds) == KINDS
    assert kinds.total() >= 120
    assert min(kinds.values()) >= 5


def test_every_submission_is_in_the_manifest_and_every_entry_has_one() -> None:
    there = {path.stem for path in (HERE / "submissions").iterdir() if path.name != "__pycache__"}
    listed = {name for name, case in ATTACKS.items() if not case.generated}
    assert there == listed
    assert {name for name, case in ATTACKS.items() if case.generated} == set(MAKERS)


def test_no_attack_may_pass_or_count_as_a_fault_of_ours() -> None:
    possible = {verdict.value for verdict in Verdict} - {"passed", "grader_error"} | {REJECTED}
    assert all(case.allowed and case.allowed <= possible for case in ATTACKS.values())


@pytest.mark.parametrize("exercise", ["clamp", "workshop"])
def test_tests_that_must_not_pass_exist(exercise: str) -> None:
    names = {test.name for test in read_exercise(EXERCISES / exercise).bundle().tests}
    named = {name for case in ATTACKS.values() if case.exercise == exercise for name in case.never_passes}
    assert named <= names


def test_no_submission_knows_the_secret() -> None:
    kept = [path for path in (HERE / "submissions").rglob("*") if path.is_file()]
    assert [path for path in kept if b"canary-5b1f0c9e7d3a2846" in path.read_bytes()] == []


def test_every_control_has_a_verdict_and_some_must_pass() -> None:
    verdicts = Counter(verdict for case in read_controls().values() for verdict in case.allowed)
    assert verdicts["passed"] >= 10
    assert verdicts["failed"] >= 2
