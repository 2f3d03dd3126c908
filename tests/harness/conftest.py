"""The harness's own modules, importable as they are in the container, and one sandbox for the cases that need it."""

from __future__ import annotations

import sys
from pathlib import Path

HARNESS = Path(__file__).parents[2] / "sandbox-images" / "python" / "harness"
sys.path.append(str(HARNESS))
