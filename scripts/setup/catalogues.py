"""The interface's languages: compiled from web/translations into what the application reads."""

from __future__ import annotations

import os
from pathlib import Path

from setup.steps import ROOT, VENV, Step

SOURCES = ROOT / "web" / "translations"
COMPILER = ROOT / "scripts" / "catalogues"


def compile_catalogues() -> None:
    """Writes a `.mo` beside each `.po`."""
    texts = sorted(SOURCES.glob("*/LC_MESSAGES/*.po"))
    step = Step(
        "catalogues",
        "Interface languages",
        inputs=[*texts, COMPILER, Path(__file__)],
        results=[text.with_suffix(".mo") for text in texts],
    )
    with step.when_needed() as needed:
        if needed:
            step.run(
                VENV / "bin" / "python",
                "-m",
                "catalogues",
                "compile",
                environ=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
            )
