"""Set-up steps are skipped exactly while their inputs and results are the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from setup import steps
from setup.faults import SetupError
from setup.steps import Step, fingerprint_of


@pytest.fixture
def sources() -> Iterator[Path]:
    """A folder of inputs inside the checkout, as steps have them."""
    folder = steps.STATE / "test-sources"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one").write_text("1")
    yield folder
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    for suffix in ("stamp", "log"):
        (steps.STATE / f"test-step.{suffix}").unlink(missing_ok=True)


def run_step(sources: Path, result: Path, *, command: str = "true") -> bool:
    step = Step("test-step", "Test step", inputs=[sources], results=[result])
    with step.when_needed() as needed:
        if needed:
            step.run("sh", "-c", command)
    return needed


def test_a_step_is_done_once(sources: Path, tmp_path: Path) -> None:
    assert run_step(sources, tmp_path)
    assert not run_step(sources, tmp_path)


def test_a_changed_input_is_noticed(sources: Path, tmp_path: Path) -> None:
    run_step(sources, tmp_path)
    (sources / "one").write_text("2")
    assert run_step(sources, tmp_path)


def test_a_lost_result_is_noticed(sources: Path, tmp_path: Path) -> None:
    run_step(sources, tmp_path)
    assert run_step(sources, tmp_path / "gone")


def test_a_step_that_failed_is_tried_again_and_tells_what_its_command_said(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no space left"):
        run_step(sources, tmp_path, command="echo no space left; exit 4")
    assert run_step(sources, tmp_path)


def test_a_step_says_what_it_does(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_step(sources, tmp_path)
    run_step(sources, tmp_path)
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("  Test step")
    assert first.endswith(" s")
    assert second.endswith(" unchanged")


def test_a_renamed_file_changes_the_fingerprint(sources: Path) -> None:
    before = fingerprint_of([sources])
    (sources / "one").rename(sources / "two")
    assert fingerprint_of([sources]) != before
