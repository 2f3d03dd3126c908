"""The front-end bundle: fonts, styles and the editor, built once from web/assets."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from setup import runner
from setup.faults import SetupError
from setup.steps import ROOT, Step

SOURCES = ROOT / "web" / "assets"
BUILT = ROOT / "web" / "static" / "built"
NODE_MAJOR = 20


def build_bundle() -> None:
    """Fills web/static/built."""
    runner.pack_python()
    step = Step("assets", "Front-end bundle", inputs=[SOURCES, runner.ARCHIVE, Path(__file__)], results=[BUILT])
    with step.when_needed() as needed:
        if needed:
            _require_node()
            step.run("npm", "ci", "--no-audit", "--no-fund", cwd=SOURCES)
            step.run("npm", "run", "build", cwd=SOURCES)


def _require_node() -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise SetupError(f"Node.js is missing. Install Node.js {NODE_MAJOR} or newer with npm: https://nodejs.org/")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < NODE_MAJOR:
        raise SetupError(f"Node.js {version} is too old. Install {NODE_MAJOR} or newer: https://nodejs.org/")
