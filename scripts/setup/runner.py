"""The Python that learners run in the browser, beside Pyodide: pytest as the sandbox pins it, harness, plain words."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from setup.packages import UV_HOME
from setup.steps import ROOT, Step

HARNESS = ROOT / "sandbox-images" / "python" / "harness"
PINS = ROOT / "sandbox-images" / "python" / "requirements.txt"
OWN = ROOT / "web" / "assets" / "python"
PLAIN_WORDS = ROOT / "grader" / "plain_words"
FOLDER = ROOT / "build" / "runner"
ARCHIVE = FOLDER / "python.zip"
PACKAGES = ("iniconfig", "packaging", "pluggy", "pytest")
"""The harness does without the others in a browser (lean.py), or never asks for them there."""
MODULES = (
    *("bootcamp_cases", "bootcamp_program", "explanations", "fingerprints", "late", "layout", "lean", "prompts"),
    *("testrun", "texts"),
)
_FIXED = (2020, 1, 1, 0, 0, 0)
"""The time of every entry: the same content makes the same archive."""


def pack_python() -> None:
    """Fills `build/runner/python.zip`."""
    inputs = [HARNESS, PINS, OWN, PLAIN_WORDS, Path(__file__)]
    step = Step("runner", "Python for the browser", inputs=inputs, results=[ARCHIVE])
    with step.when_needed() as needed:
        if needed:
            wheels = FOLDER / "wheels"
            FOLDER.mkdir(parents=True, exist_ok=True)
            for old in wheels.glob("*.whl"):
                old.unlink()
            wanted = FOLDER / "requirements.txt"
            wanted.write_text(_pins(PINS.read_text()))
            fetch = ["download", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
            fetch += ["--only-binary=:all:", "--python-version=3.13", f"--dest={wheels}"]
            step.run(UV_HOME / "bin" / "pip", *fetch, f"--requirement={wanted}")
            _write(wheels)


def _pins(text: str) -> str:
    """Of *text*, a requirements file with hashes, the packages that are wanted here."""
    blocks = re.finditer(r"^([a-z]+)==(?:.*\\\n)*.*\n", text, re.MULTILINE)
    return "".join(block[0] for block in blocks if block[1] in PACKAGES)


def _write(wheels: Path) -> None:
    """Stored, not packed: the server packs the whole better, and Python reads it faster."""
    with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_STORED) as archive:
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                for name in sorted(packed.namelist()):
                    if name.endswith((".py", "METADATA", "entry_points.txt")):
                        archive.writestr(zipfile.ZipInfo(name, _FIXED), packed.read(name))
        own = [HARNESS / f"{name}.py" for name in MODULES] + sorted((HARNESS / "bridge").glob("*.py"))
        for path in own:
            archive.writestr(zipfile.ZipInfo(str(path.relative_to(HARNESS)), _FIXED), path.read_bytes())
        archive.writestr(zipfile.ZipInfo("grader/__init__.py", _FIXED), "")  # an archive holds no namespace packages
        for path in sorted(PLAIN_WORDS.rglob("*")):
            if path.suffix in {".py", ".json"}:
                archive.writestr(zipfile.ZipInfo(str(path.relative_to(ROOT)), _FIXED), path.read_bytes())
        for path in sorted(OWN.glob("*.py")):
            archive.writestr(zipfile.ZipInfo(path.name, _FIXED), path.read_bytes())
