"""Where the tests of a bundle lie when they run: written below one folder, hidden, visible and support apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDERS = ("tests", "examples")
"""Of hidden and of visible tests."""
_INI = "[pytest]\npython_files = test_*.py *_test.py\nmarkers =\n    task: part of the exercise\n"


def write_settings(root: Path) -> None:
    """Writes the settings of pytest, which no file of an exercise can change."""
    (root / "pytest.ini").write_text(_INI)


def lay_out(bundle: dict[str, Any], root: Path, compiled: Mapping[str, bytes] | None = None) -> list[dict[str, Any]]:
    """Writes the tests below *root*, and what is *compiled* of them.

    Returns the bundle's tests, each with its `path`.
    """
    texts = (bundle["hidden"], bundle["visible"], bundle["support"])
    for folder, files in zip((*FOLDERS, "support"), texts, strict=True):
        for name, text in files.items():
            _write(root / folder / name, text.encode())
    for name, content in (compiled or {}).items():
        _write(root / name, content)
    return [
        spec | {"path": str(root / ("examples" if spec["visible"] else "tests") / spec["file"])}
        for spec in bundle["tests"]
    ]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
