"""The submission as a program, in the learner process: each run is a fork of one that never ran any of it.

So nothing is left of one run for the next: no module, no variable, no patched builtin, no file. The child
answers the judge by itself and ends; the parent waits for it. Nothing here is trusted by anybody.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import io
import os
import sys
import types
from pathlib import Path

ANSWERED = 87
"""The exit status of a child that has answered; any other one is the end of the learner process."""


def check(folder: str, name: str) -> None:
    """Raises what compiling the program raises."""
    _compiled(folder, name)


def _compiled(folder: str, name: str) -> types.CodeType:
    return compile(Path(folder, name).read_bytes(), folder + name, "exec", dont_inherit=True)


def forked(folder: str, files: dict[str, bytes]) -> bool:
    """False in a child that is to run the program; True in the parent, once the child has answered and ended."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    try:
        child = os.fork()
    except OSError:
        os._exit(1)  # the judge sees which limit that was
    if child == 0:
        return False
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != ANSWERED:
        os._exit(1)
    _tidy(folder, files)
    return True


def _tidy(folder: str, files: dict[str, bytes]) -> None:
    """Leaves the submission's own files in its folder, as they were handed in."""
    kept = {os.path.join(folder, name) for name in files}
    for root, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            if os.path.join(root, name) not in kept:
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(root, name))
        with contextlib.suppress(OSError):
            os.rmdir(root)  # refused where a file is left in it
    for name, content in files.items():
        path = Path(folder, name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink() or not path.is_file() or path.read_bytes() != content:
                path.unlink(missing_ok=True)
                path.write_bytes(content)


def run(folder: str, name: str, text: str) -> int:
    """Runs the program with *text* on its standard input. Returns its exit status; raises what it raises."""
    _read_from(folder, text)
    module = types.ModuleType("__main__")
    module.__file__ = folder + name
    sys.modules["__main__"] = module
    sys.argv = [name]
    sys.path[0] = os.path.dirname(folder + name)
    importlib.invalidate_caches()
    try:
        exec(_compiled(folder, name), vars(module))
    except SystemExit as error:
        return _status(error.code)
    finally:
        _finish()
    return 0


def _read_from(folder: str, text: str) -> None:
    """A real file as descriptor 0: also what reads `sys.stdin.buffer` or `open(0)` finds the input."""
    path = os.path.join(folder, ".input")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.unlink(path)
    content = text.encode("utf-8", "replace")
    while content:
        content = content[os.write(descriptor, content) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.dup2(descriptor, 0)
    os.close(descriptor)
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8", "replace")  # type: ignore[misc]


def _finish() -> None:
    """What Python does at the end of a program: waits for its threads, then calls what was registered."""
    threading = sys.modules.get("threading")
    if threading is not None:
        threading._shutdown()
    atexit._run_exitfuncs()


def _status(code: object) -> int:
    """The exit status for what was given to `sys.exit`; text goes to standard error, as Python does it."""
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code) & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1
