"""Where the tests of a bundle lie when they run: written below one folder, hidden, visible and support apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_INI = "[pytest]\npython_files = test_*.py *_test.py\nmarkers =\n    task: part of the exercise\n"


def lay_out(bundle: dict[str, Any], root: Path) -> list[dict[str, Any]]:
    """Writes the tests below *root*; returns the bundle's tests, each with its `path`."""
    for folder, files in (("tests", bundle["hidden"]), ("examples", bundle["visible"]), ("support", bundle["support"])):
        for name, text in files.items():
            path = root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    (root / "pytest.ini").write_text(_INI)
    return [
        spec | {"path": str(root / ("examples" if spec["visible"] else "tests") / spec["file"])}
        for spec in bundle["tests"]
    ]
