"""What stops a set-up: a sentence for the person at the keyboard, and the exit status of `make`."""

from __future__ import annotations

MISSING_ENGINE = 3
"""Exit status when there is no Docker engine and none could be started."""


class SetupError(Exception):
    """Something that a person must mend; its text says what and how."""

    def __init__(self, sentence: str, *, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status
