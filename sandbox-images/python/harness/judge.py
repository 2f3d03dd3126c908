"""The judge: holds the tests, runs them, and alone speaks to the host. Started before any job, as user `judge`.

The submission never runs here. What it answers comes over the bridge and is judged here.
"""

from __future__ import annotations

import base64
import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bridge.errors import ProtocolError
from frames import HostChannel
from gradingrun import Run
from layout import FOLDERS, lay_out
from process import Clock, Printed, fresh_learner
from ready_pytest import ReadyPytest
from testrun import on_alarm
from texts import clean

PROTOCOL = 1
_CONTROL = 3


def _private_descriptors() -> HostChannel:
    """Moves the host's channel away from 0 and 1, so that nothing that a test prints can reach it."""
    reading, writing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    return HostChannel(reading, writing)


def _tag() -> str:
    """What the image was built from; empty outside an image."""
    try:
        return Path(__file__).with_name("TAG").read_text().strip()
    except OSError:
        return ""


def _decoded(files: dict[str, str]) -> dict[str, bytes]:
    return {name: base64.b64decode(data) for name, data in files.items()}


def _compiled(bundle: dict[str, Any], ready: ReadyPytest, root: Path) -> dict[str, str]:
    """What can be compiled of the tests. A file that cannot is told of when it runs."""
    lay_out(bundle, root)
    found: dict[str, bytes] = {}
    for folder, files in zip(FOLDERS, (bundle["hidden"], bundle["visible"]), strict=True):
        for name in files:
            if name.endswith(".py"):
                with suppress(SyntaxError, ValueError, RecursionError):
                    found |= ready.compiled(f"{folder}/{name}")
    return {name: base64.b64encode(content).decode() for name, content in found.items()}


def main() -> None:
    """Warm up, say so, grade one submission, end."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    host = _private_descriptors()
    control = socket.socket(fileno=_CONTROL)
    os.set_inheritable(_CONTROL, False)
    root = Path(os.environ.get("BOOTCAMP_JUDGE_FOLDER", "/judge"))
    signal.signal(signal.SIGALRM, on_alarm)
    ready = ReadyPytest(root)
    learner = fresh_learner(control, Printed(0), Clock(1, 1))
    gc.freeze()
    gc.enable()
    host.send(
        "R",
        {
            "protocol": PROTOCOL,
            "harness": _tag(),
            "python": ".".join(map(str, sys.version_info[:3])),
            "pytest": pytest.__version__,
        },
    )
    try:
        kind, job = host.receive()
    except EOFError:
        return
    try:
        if kind == "J":
            run = Run(
                job["bundle"],
                _decoded(job["files"]),
                host,
                control,
                root,
                ready,
                _decoded(job.get("compiled", {})),
                record=bool(job.get("options", {}).get("record")),
            )
            learner.adopt(run.printed, run.clock)
            run.first_learner(learner)
            run.execute()
        elif kind == "P":
            host.send("C", {"compiled": _compiled(job["bundle"], ready, root)})
        else:
            host.send("F", {"what": "the host sent no job"})
    except (ProtocolError, KeyError, TypeError, ValueError, OSError, AttributeError) as error:
        host.send("F", {"what": f"the judge failed: {type(error).__name__}: {clean(str(error), 300)}"})


if __name__ == "__main__":
    main()
