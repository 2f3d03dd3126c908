"""`make knockouts`: takes each protection of the sandbox away in turn and shows which tests notice.

Each knock-out is a change of the text of a scratch copy of the tree, which gets a sandbox image of its own where the
harness is changed. Ends with status 1 when nothing noticed that a protection is gone.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HARDENING = "grader/sandbox/hardening.py"
INIT = "sandbox-images/python/harness/init.py"
PROBES = "tests/grader/test_probing.py"


@dataclass(frozen=True)
class Change:
    """One place of the text; *old* must stand there exactly once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Knockout:
    """A protection, how it is taken away, and the attacks of the corpus that are about it."""

    name: str
    changes: tuple[Change, ...]
    attacks: tuple[str, ...] = ()


KNOCKOUTS = (
    Knockout(
        "network",
        (
            Change(HARDENING, '"NetworkDisabled": True', '"NetworkDisabled": False'),
            Change(HARDENING, '"NetworkMode": "none"', '"NetworkMode": "bridge"'),
        ),
    ),
    Knockout("read-only root", (Change(HARDENING, '"ReadonlyRootfs": True', '"ReadonlyRootfs": False'),)),
    Knockout(
        "capabilities",
        (
            Change(HARDENING, '"CapDrop": ["ALL"]', '"CapDrop": []'),
            Change(INIT, "    drop_capabilities()\n    sys.path", "    sys.path"),
        ),
        ("privilege_probe",),
    ),
    Knockout(
        "seccomp", (Change(HARDENING, 'f"seccomp={_seccomp_profile()}"', '"seccomp=unconfined"'),), ("syscall_probe",)
    ),
    # Not without any limit: a fork bomb belongs into a limited container even here.
    Knockout("pids", (Change(HARDENING, '"PidsLimit": shape.processes', '"PidsLimit": 3000'),), ("fork_bomb",)),
    Knockout(
        "memory",
        (
            Change(HARDENING, '"Memory": shape.memory_bytes', '"Memory": 2 << 30'),
            Change(HARDENING, '"MemorySwap": shape.memory_bytes', '"MemorySwap": 2 << 30'),
        ),
        ("memory_bomb",),
    ),
    Knockout(
        "second user",
        (
            Change(INIT, "JUDGE = 10001", "JUDGE = 10002"),
            Change(HARDENING, "_tmpfs(10001,", "_tmpfs(10002,"),
        ),
    ),
    Knockout(
        "pytest in the judge alone",
        (
            Change(
                INIT,
                "    import learner  # noqa: PLC0415 - once, for every process that is forked below\n",
                "    import lean, learner\n    lean.install()\n    import judge\n",
            ),
        ),
        ("patch_pytest",),
    ),
    Knockout(
        "own tmpfs",
        (
            Change(
                HARDENING, "_tmpfs(10002, shape.disk_bytes, LEARNER_FILES)", "_tmpfs(10002, 512 * MEGABYTE, 1_000_000)"
            ),
        ),
    ),
    Knockout(
        "output cap",
        (
            Change(
                "sandbox-images/python/harness/gradingrun.py",
                'Printed(int(limits["output_kb"]) * 1024)',
                "Printed(1 << 30)",
            ),
        ),
        ("stdout_flood",),
    ),
    Knockout(
        "wall limit",
        (
            Change(
                "grader/sandbox/session.py",
                "deadline = started + bundle.limits.wall_seconds + MARGIN_SECONDS",
                "deadline = started + 20",
            ),
            Change(
                "sandbox-images/python/harness/gradingrun.py",
                'Clock(float(limits["test_seconds"]), float(limits["wall_seconds"]))',
                "Clock(15.0, 15.0)",
            ),
        ),
        ("infinite_loop",),
    ),
)


def main() -> int:
    """Returns 1 when a knock-out went unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these protections")
    wanted = parser.parse_args().names
    unnoticed = []
    for knockout in KNOCKOUTS:
        if wanted and knockout.name not in wanted:
            continue
        started = time.monotonic()
        red = _noticed_by(knockout)
        words = ", ".join(red) if red else "NOTHING NOTICED"
        print(f"{knockout.name:<16} {time.monotonic() - started:5.0f} s   {words}", flush=True)
        if not red:
            unnoticed.append(knockout.name)
    if unnoticed:
        print(f"\nUnnoticed: {', '.join(unnoticed)}")
    return 1 if unnoticed else 0


def _noticed_by(knockout: Knockout) -> list[str]:
    """The tests that turn red without this protection."""
    with tempfile.TemporaryDirectory(prefix="bootcamp-knockout-") as folder:
        copy = Path(folder) / "tree"
        _copy_tree(copy)
        for change in knockout.changes:
            _apply(change, copy)
        environ = os.environ | {"PYTHONPATH": f"{copy}:{copy / 'scripts'}"}
        if any(change.file.startswith("sandbox-images/") for change in knockout.changes):
            _run([sys.executable, "scripts/build_images.py"], copy, environ, check=True)
        chosen = [PROBES]
        if knockout.attacks:
            chosen += [f"tests/attacks/test_attacks.py::{_ATTACK}[{name}]" for name in knockout.attacks]
        done = _run([sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *chosen], copy, environ)
        red = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+(?:\[[^]]*\])?)", done.stdout, re.MULTILINE)
        if not red and " passed" not in done.stdout:
            raise RuntimeError(f"the tests did not run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return red


_ATTACK = "test_an_attack_gets_nothing_and_harms_nobody"


def _copy_tree(copy: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)


def _apply(change: Change, copy: Path) -> None:
    file = copy / change.file
    text = file.read_text(encoding="utf-8")
    if text.count(change.old) != 1:
        raise RuntimeError(f"{change.file} does not hold exactly once: {change.old!r}. Mend scripts/knockouts.py.")
    file.write_text(text.replace(change.old, change.new), encoding="utf-8")


def _run(
    command: list[str], folder: Path, environ: dict[str, str], *, check: bool = False
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=check)


if __name__ == "__main__":
    sys.exit(main())
