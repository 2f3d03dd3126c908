"""Whatever a judge says, or does not say, a run ends and claims nothing that was not said."""

from __future__ import annotations

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox.docker import Ending
from grader.sandbox.session import End, SandboxRun, run_job, wait_until_ready
from tests.grader.sandbox.stand_in import DONE, READY, ScriptedContainer, bundle_of, frame, test_frame


def run_of(*script: bytes | type[TimeoutError], ending: Ending | None = None, stderr: str = "") -> SandboxRun:
    container = ScriptedContainer(script, ending=ending, stderr=stderr)
    return run_job(container, bundle_of(), {"x.py": b""}, on_tests=None, record=False)


def test_a_whole_conversation_is_kept() -> None:
    run = run_of(test_frame("test_a"), test_frame("test_b", "failed"), frame("D", DONE))
    assert run.end is End.DONE
    assert {name: test.outcome for name, test in run.tests.items()} == {"test_a": "passed", "test_b": "failed"}
    assert run.done is not None


def test_tests_are_told_one_by_one() -> None:
    assert told_of(test_frame("test_b"), test_frame("test_a"), frame("D", DONE)) == [["test_b"], ["test_a"]]


def test_tests_that_come_together_are_told_together() -> None:
    assert told_of(test_frame("test_b") + test_frame("test_a") + frame("D", DONE)) == [["test_b", "test_a"]]


def told_of(*script: bytes) -> list[list[str]]:
    """Names of the tests that were told, each time that any were."""
    told: list[list[str]] = []
    container = ScriptedContainer(list(script))
    run_job(container, bundle_of(), {}, on_tests=lambda tests: told.append([one.name for one in tests]), record=False)
    return told


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([test_frame("test_of_another_exercise")], id="a name that the exercise has not"),
        pytest.param([test_frame("test_a"), test_frame("test_a")], id="a test twice"),
        pytest.param([frame("D", DONE) + test_frame("test_a")], id="a test after the end"),
        pytest.param([frame("D", DONE) + frame("D", DONE)], id="two ends"),
        pytest.param([frame("F", {"what": ""}) + frame("D", DONE)], id="a fault and an end"),
        pytest.param([frame("R", READY)], id="ready again"),
        pytest.param([b"Traceback (most recent call last)"], id="no frame at all"),
    ],
)
def test_what_the_protocol_does_not_allow_breaks_the_run(script: list[bytes]) -> None:
    run = run_of(*script)
    assert run.end is End.BROKEN
    assert run.fault


def test_a_fault_of_the_exercise_is_kept_for_the_log() -> None:
    run = run_of(frame("F", {"what": "test_x.py cannot be imported"}))
    assert (run.end, run.fault) == (End.FAULT, "test_x.py cannot be imported")


def test_a_judge_that_says_nothing_until_the_deadline_is_the_submissions_time_limit() -> None:
    run = run_of(test_frame("test_a"), TimeoutError)
    assert run.end is End.DEADLINE
    assert list(run.tests) == ["test_a"]


def test_a_judge_that_the_kernel_ended_for_memory_is_the_submissions_memory_limit() -> None:
    assert run_of(ending=Ending(exit_code=137, out_of_memory=True)).end is End.OUT_OF_MEMORY


def test_a_judge_that_ended_by_itself_is_our_fault_and_its_complaint_is_kept() -> None:
    run = run_of(ending=Ending(exit_code=1, out_of_memory=False), stderr="ValueError: oh")
    assert run.end is End.BROKEN
    assert "ValueError: oh" in run.fault


def test_half_a_frame_is_no_frame() -> None:
    assert run_of(frame("D", DONE)[:-1], ending=Ending(exit_code=0, out_of_memory=False)).end is End.BROKEN


def test_a_container_that_was_taken_away_is_worth_a_retry() -> None:
    with pytest.raises(SandboxUnavailable):
        run_of(test_frame("test_a"))


def test_a_container_gets_ready_with_the_harness_that_is_needed() -> None:
    container = ScriptedContainer([frame("R", READY)])
    wait_until_ready(container, "tag")
    assert container.received == b""


@pytest.mark.parametrize(
    ("script", "says"),
    [
        pytest.param([frame("R", {**READY, "harness": "other"})], "needs tag", id="another harness"),
        pytest.param([frame("D", DONE)], "DoneFrame", id="another frame"),
        pytest.param([b"oh"], "ended before", id="half a frame"),
        pytest.param([b"oh no!"], "did not get ready", id="noise"),
        pytest.param([TimeoutError], "did not get ready", id="silence"),
    ],
)
def test_a_container_that_does_not_get_ready_is_no_sandbox(script: list[bytes | type[TimeoutError]], says: str) -> None:
    with pytest.raises(SandboxUnavailable, match=says):
        wait_until_ready(ScriptedContainer(script), "tag")
