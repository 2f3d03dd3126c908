"""The learner process: forked as user `learner` from init, which never held a test, so none is in its memory.

Descriptor 3 is its end of the connection to the judge; 1 and 2 are pipes that the judge reads.
"""

from __future__ import annotations

import _sitebuiltins
import builtins
import contextlib
import gc
import io
import os
import socket
import sys
import types
from pathlib import Path

from bridge.channel import Channel
from bridge.learner_side import LearnerPeer


def _line_buffered(descriptor: int) -> io.TextIOWrapper:
    # Raw and line by line: what was printed is in the pipe even if the process ends itself.
    raw = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", line_buffering=True)


def _empty(folder: str) -> None:
    """Removes what an earlier process of this submission left: it could tell this one what tests had asked of it."""
    folders = [folder]
    for one in folders:  # grows while it is walked
        os.chmod(one, 0o700)
        with os.scandir(one) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)
    for one in reversed(folders[1:]):
        os.rmdir(one)
    with contextlib.suppress(OSError):  # where the file system has none
        for name in os.listxattr(folder):
            os.removexattr(folder, name)
    os.utime(folder)


def main(folder: Path = Path("/work")) -> None:
    """Serves the judge until it closes the connection, then leaves without any exit handler."""
    gc.enable()
    _empty(str(folder))
    connection = socket.socket(fileno=3)
    os.set_inheritable(3, False)
    sys.stdout = sys.__stdout__ = _line_buffered(1)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _line_buffered(2)  # type: ignore[misc]
    sys.path[0] = str(folder)
    sys.argv = [""]
    sys.modules["__main__"] = types.ModuleType("__main__")  # the submission finds no part of init there
    # Without `site` there are no installed packages: pytest is the judge's. These two come from there as well.
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D")
    os.chdir(folder)
    LearnerPeer(Channel(connection), folder).serve_for_ever()
    os._exit(0)
