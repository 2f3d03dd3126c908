"""The sandbox images, through scripts/build_images.py, which knows what is to be built and says so."""

from __future__ import annotations

import sys

from setup.faults import SetupError
from setup.processes import run_logged
from setup.steps import ROOT, VENV


def build_images() -> None:
    """Builds the images that are missing."""
    sys.stdout.flush()
    status = run_logged([VENV / "bin" / "python", ROOT / "scripts" / "build_images.py"], sys.stdout.buffer, cwd=ROOT)
    if status:
        raise SetupError("The sandbox images are not ready; the reason is above.", status=status)
