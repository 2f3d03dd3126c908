"""`python -m setup PURPOSE [-- COMMAND…]`: makes ready what PURPOSE needs, then runs COMMAND to its end.

The exit status is COMMAND's. What set-up started (a Docker engine) ends after COMMAND.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

from setup import assets, catalogues, images, packages, programs
from setup.engine import Engine
from setup.faults import MISSING_ENGINE, SetupError
from setup.processes import Parent, start
from setup.steps import alone

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_WITHOUT_ENGINE: dict[str, list[Callable[[], None]]] = {
    "check": [packages.make_environment, catalogues.compile_catalogues],
    "assets": [packages.make_environment, catalogues.compile_catalogues, assets.build_bundle],
}
_WITH_ENGINE: dict[str, list[Callable[[], None]]] = {
    "images": [images.build_images],
    "up": [images.build_images],
    "test": [images.build_images, programs.have_chromium, programs.have_compose],
}


def main(purpose: str, command: list[str]) -> int:
    """Returns the exit status."""
    if sys.platform != "linux":
        raise SetupError("bootcamp needs Linux: its sandbox is made of Linux containers.", status=MISSING_ENGINE)
    stop_with(Parent())
    with ExitStack() as until_the_end:
        with alone():
            sys.stdout.write("Set-up\n")
            for prepare in _WITHOUT_ENGINE.get(purpose, _WITHOUT_ENGINE["assets"]):
                prepare()
            if purpose in _WITH_ENGINE:
                until_the_end.enter_context(Engine().in_use())
            for prepare in _WITH_ENGINE.get(purpose, []):
                prepare()
        status = _run(command) if command else 0
        _ignore_signals()  # from here on set-up only ends what it started
    return status


def stop_with(parent: Parent) -> None:
    """Any signal to stop, or the end of *parent*, raises `SystemExit` where the program is."""

    def stop(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    def look(_: int, __: FrameType | None) -> None:
        if parent.wants_us_to_stop():
            signal.setitimer(signal.ITIMER_REAL, 0)
            os.kill(os.getpid(), signal.SIGINT)

    for number in _STOPPING:
        signal.signal(number, stop)
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)


def _ignore_signals() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)


def _run(command: list[str]) -> int:
    """Runs *command*, passes on every signal to stop, and waits however long it takes."""
    child = start(command)
    for number in _STOPPING:
        signal.signal(number, lambda number, _: child.send_signal(number))
    status = child.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    arguments = sys.argv[1:]
    separator = arguments.index("--") if "--" in arguments else len(arguments)
    try:
        sys.exit(main(arguments[0], arguments[separator + 1 :]))
    except SetupError as error:
        sys.stderr.write(f"\n{error}\n")
        sys.exit(error.status)
    finally:
        _ignore_signals()
