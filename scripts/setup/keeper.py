"""Keeps a Docker engine running while anybody uses it: `python -m setup.keeper FOLDER [OPTION…]`.

It must not belong to the set-up that started it: that one may end, or be killed, while another still
uses the engine. The kernel frees a user's lock when the user ends, whatever ended it.
"""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from setup.processes import start

_LOOK_EVERY_SECONDS = 0.2
_STOP_SECONDS = 30


def main() -> None:
    """Runs dockerd until it ends by itself, this process is told to stop, or nobody uses it any more."""
    folder, options = Path(sys.argv[1]), sys.argv[2:]
    users = (folder / "users.lock").open("w")  # both locks are free when this process has ended, not before
    kept = (folder / "keeper.lock").open("w")
    fcntl.flock(kept, fcntl.LOCK_EX)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    engine = start(["dockerd", *options])
    try:
        while engine.poll() is None and not take(users, fcntl.LOCK_EX):
            time.sleep(_LOOK_EVERY_SECONDS)
    finally:
        _stop(engine)


def take(file: IO[str], kind: int) -> bool:
    """Takes a lock of this kind (`fcntl.LOCK_SH`, `fcntl.LOCK_EX`) if that is possible at once."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop(engine: subprocess.Popen[bytes]) -> None:
    engine.terminate()
    try:
        engine.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


if __name__ == "__main__":
    main()
