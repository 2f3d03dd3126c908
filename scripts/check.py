"""`make check`: all that can be said about the code without running it. Runs everything, then fails if any did."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
CHECKS: list[tuple[str, list[str | Path]]] = [
    ("lint", [BIN / "ruff", "check", "."]),
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("types", [BIN / "mypy"]),
    ("layers", [BIN / "lint-imports"]),
    ("lock file", [ROOT / "build" / "uv" / "bin" / "uv", "lock", "--check"]),
]


def main() -> int:
    """Returns the number of checks that failed."""
    failures = 0
    for name, command in CHECKS:
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        word = "failed" if done.returncode else "clean"
        sys.stdout.write(f"{name:<12} {word:<8} {time.monotonic() - started:.1f} s\n")
        if done.returncode:
            failures += 1
            sys.stdout.write(f"{done.stdout}\n")
    return failures


if __name__ == "__main__":
    sys.exit(main())
