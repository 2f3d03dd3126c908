"""Child processes that never outlive what started them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)
_SIGINT_BIT = 1 << (signal.SIGINT - 1)
_KILL_AFTER_SECONDS = 5


def start(
    command: Sequence[str | Path],
    *,
    output: IO[bytes] | None = None,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    in_group: int = -1,
) -> subprocess.Popen[bytes]:
    """Starts *command*, to which the kernel sends SIGTERM when this process ends, even by `kill -9`.

    With *output* it reads nothing and writes there; *in_group* 0 puts it into a process group of its own.
    """
    return subprocess.Popen(
        command,
        stdin=None if output is None else subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environ,
        cwd=cwd,
        process_group=in_group,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - nothing that uses this has threads
    )


def _die_with_parent() -> None:
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def run_logged(
    command: Sequence[str | Path],
    log: IO[bytes],
    *,
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> int:
    """Runs *command* in a process group of its own and returns its status; ends the group when interrupted."""
    process = start(command, output=log, cwd=cwd, environ=environ, in_group=0)
    try:
        return process.wait()
    except BaseException:
        end_group(process, _KILL_AFTER_SECONDS)
        raise


def end_group(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Asks the process to end, and after *seconds* ends it and its whole group by force. Idempotent."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Parent:
    """The process that started this one, normally make.

    GNU make leaves it to the terminal to tell its children of an interrupt: one that reached make alone
    (`kill -INT`) would leave us serving. It gives up its handler for SIGINT at that moment, which /proc shows.
    """

    def __init__(self) -> None:
        self.pid = os.getppid()
        self._catches_interrupts = self._caught() & _SIGINT_BIT

    def wants_us_to_stop(self) -> bool:
        """True when it ended, or was interrupted and now waits for us."""
        if os.getppid() != self.pid:
            return True
        return bool(self._catches_interrupts) and not self._caught() & _SIGINT_BIT

    def _caught(self) -> int:
        """The set of signals that it handles; empty when it is gone or there is no /proc."""
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
                if line.startswith("SigCgt:"):
                    return int(line.split()[1], 16)
        return 0
