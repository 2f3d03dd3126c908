"""What a stranger would like a worker to run: leaves a file behind, so that a test can see it."""

from __future__ import annotations

import os
from pathlib import Path

TRIPWIRE = "BOOTCAMP_TEST_TRIPWIRE"


def trip(*_: object, **__: object) -> None:
    """Leaves the file."""
    Path(os.environ[TRIPWIRE]).touch()
