"""What we are compared with: plain pytest on the host, and `docker run --rm` for each submission."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

EXERCISE = Path(__file__).parent / "exercise"


def lay_out(folder: Path) -> Path:
    """Puts submission and tests into one folder, as graders that know no border do."""
    folder.mkdir(parents=True)
    shutil.copy(EXERCISE / "reference" / "timetable.py", folder)
    shutil.copy(EXERCISE / "tests" / "test_timetable.py", folder)
    folder.chmod(0o755)
    return folder


def bare_pytest(folder: Path) -> None:
    """`python -m pytest` as a new process on the host, with no third-party plugin to slow it down."""
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_timetable.py"],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )


def docker_run(folder: Path, image: str) -> None:
    """A container made, used and removed for one submission: same image, same limits, one process."""
    subprocess.run(
        [
            *("docker", "run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL"),
            *("--security-opt", "no-new-privileges", "--memory", "160m", "--memory-swap", "160m"),
            *("--pids-limit", "48", "--cpus", "1", "--tmpfs", "/tmp:size=16m", "--user", "10002"),
            *("--volume", f"{folder}:/submission:ro", "--workdir", "/submission"),
            *("--env", "PYTEST_DISABLE_PLUGIN_AUTOLOAD=1", "--entrypoint", "python3", image),
            *("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_timetable.py"),
        ],
        check=True,
        capture_output=True,
    )
