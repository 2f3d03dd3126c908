"""An image's tag says what it was built from."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.sandbox import images


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name, text in (
        ("base/Dockerfile", "FROM debian"),
        ("snake/Dockerfile", "FROM base"),
        ("snake/harness/a.py", "1"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize("changed", ["snake/harness/a.py", "snake/Dockerfile", "base/Dockerfile", "snake/new"])
def test_every_input_changes_the_tag(sources: Path, changed: str) -> None:
    before = images.reference("snake", sources)
    (sources / changed).write_text("something else")
    assert images.reference("snake", sources) != before


@pytest.mark.parametrize("other", ["snake/__pycache__/a.pyc", "snake/README.md", "snail/Dockerfile"])
def test_what_does_not_go_into_an_image_does_not_change_its_tag(sources: Path, other: str) -> None:
    before = images.reference("snake", sources)
    (sources / other).parent.mkdir(exist_ok=True)
    (sources / other).write_text("something else")
    assert images.reference("snake", sources) == before


def test_a_file_that_moved_counts_as_changed(sources: Path) -> None:
    before = images.reference("snake", sources)
    (sources / "snake/harness/a.py").rename(sources / "snake/harness/b.py")
    assert images.reference("snake", sources) != before


def test_a_language_without_a_folder_has_no_image(sources: Path) -> None:
    with pytest.raises(FileNotFoundError):
        images.reference("parrot", sources)
