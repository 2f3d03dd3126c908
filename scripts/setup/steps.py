"""Set-up steps: each announced as it happens with its time, and skipped while its inputs are the same."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from setup.faults import SetupError
from setup.processes import run_logged

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / "build" / "setup"
"""What set-up remembers: a stamp and a log for each step."""
VENV = ROOT / ".venv"

_NOT_INPUT = {"node_modules", "__pycache__"}
_LINES_OF_LOG = 15


@dataclass
class Announcement:
    """One line on the terminal; `note` takes the place of the time."""

    note: str = ""


@contextmanager
def announced(title: str) -> Iterator[Announcement]:
    """Prints *title* at once, and how the block went when it ends."""
    sys.stdout.write(f"  {title:<24} ")
    sys.stdout.flush()
    started = time.monotonic()
    line = Announcement()
    try:
        yield line
    except BaseException:
        sys.stdout.write("stopped\n")
        raise
    sys.stdout.write(f"{line.note or f'{time.monotonic() - started:.1f} s'}\n")
    sys.stdout.flush()


@contextmanager
def alone() -> Iterator[None]:
    """Two set-ups of one checkout wait for each other."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Step:
    """A piece of work whose result depends on *inputs* alone."""

    def __init__(self, name: str, title: str, *, inputs: Iterable[Path], results: Iterable[Path] = ()) -> None:
        self.title = title
        self.log = STATE / f"{name}.log"
        self._stamp = STATE / f"{name}.stamp"
        self._inputs = tuple(inputs)
        self._results = tuple(results)

    @contextmanager
    def when_needed(self) -> Iterator[bool]:
        """Yields whether the work must be done; remembers that it was, unless the block raises."""
        fingerprint = fingerprint_of(self._inputs)
        with announced(self.title) as line:
            if self._is_done(fingerprint):
                line.note = "unchanged"
                yield False
                return
            self._stamp.unlink(missing_ok=True)
            self.log.write_bytes(b"")
            yield True
            self._stamp.write_text(fingerprint)

    def run(self, *command: str | Path, cwd: Path = ROOT, environ: Mapping[str, str] | None = None) -> None:
        """Runs one command of this step into its log; raises `SetupError` with the log's end if it fails."""
        run_or_tell(command, self.log, cwd=cwd, environ=environ)

    def _is_done(self, fingerprint: str) -> bool:
        remembered = self._stamp.read_text() if self._stamp.exists() else ""
        return remembered == fingerprint and all(result.exists() for result in self._results)


def run_or_tell(
    command: Sequence[str | Path],
    log: Path,
    *,
    cwd: Path = ROOT,
    environ: Mapping[str, str] | None = None,
) -> None:
    """Runs *command* into *log*; raises `SetupError` with the log's last lines if it fails."""
    with log.open("ab") as output:
        status = run_logged(command, output, cwd=cwd, environ=environ)
    if status:
        words = " ".join(map(str, command))
        raise SetupError(f"`{words}` ended with status {status}:\n{end_of(log)}\nAll of it: {log}")


def end_of(log: Path) -> str:
    """The last lines of *log*, indented."""
    lines = log.read_text(errors="replace").splitlines()[-_LINES_OF_LOG:]
    return "\n".join(f"    {line}" for line in lines)


def fingerprint_of(inputs: Iterable[Path]) -> str:
    """A digest of names and contents of files, and of all files below folders, and of the Python that runs."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_files(inputs)):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{os.path.relpath(path, ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for given in inputs:
        if not given.is_dir():
            yield given
            continue
        for folder, folders, names in os.walk(given):
            folders[:] = [name for name in folders if name not in _NOT_INPUT]
            yield from (Path(folder, name) for name in names)
