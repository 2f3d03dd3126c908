"""The submission as a program: `run = program("taxi.py")` in a test, then `assert run("3") == printed("9")`.

Each run is a fresh process: nothing of one is left for the next. The texts of `input("…")` belong to what is
printed, as Python writes them: without the echo of what is typed in, and so without a line end behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Programs(Protocol):
    """What can run a program: the submission's, or the reference's."""

    def check(self, file: str) -> None:
        """Raises what keeps the program from being started at all."""

    def run(self, file: str, text: str) -> str:
        """What it prints when it reads *text*. Raises what it raises."""


class _Attached:
    programs: Programs


def attach(programs: Programs) -> None:
    """From now on these programs are run."""
    _Attached.programs = programs


def program(file: str) -> Callable[[str], str]:
    """The program in *file* of the submission. Raises what makes Python unable to read it."""
    _Attached.programs.check(file)

    def run(text: str = "") -> str:
        """What the program prints when *text* is what it reads. Raises what it raises."""
        return _Attached.programs.run(file, text)

    return run
