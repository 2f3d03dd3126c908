"""The judge: holds the tests, runs them, and alone speaks to the host. Started before any job, as user `judge`.

The submission never runs here. What it answers comes over the bridge and is judged here.
"""

from __future__ import annotations

import base64
import gc
import os
import platform
import signal
import socket
from pathlib import Path

import pytest
from bridge.errors import ProtocolError
from frames import HostChannel
from gradingrun import Run
from process import Clock, Printed, fresh_learner
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


def main() -> None:
    """Warm up, say so, grade one submission, end."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    host = _private_descriptors()
    control = socket.socket(fileno=_CONTROL)
    os.set_inheritable(_CONTROL, False)
    root = Path(os.environ.get("BOOTCAMP_JUDGE_FOLDER", "/judge"))
    signal.signal(signal.SIGALRM, on_alarm)
    learner = fresh_learner(control, Printed(0), Clock(1, 1))
    gc.collect()
    gc.freeze()
    host.send(
        "R",
        {
            "protocol": PROTOCOL,
            "harness": _tag(),
            "python": platform.python_version(),
            "pytest": pytest.__version__,
        },
    )
    try:
        kind, job = host.receive()
    except EOFError:
        return
    if kind != "J":
        host.send("F", {"what": "the host sent no job"})
        return
    try:
        files = {name: base64.b64decode(data) for name, data in job["files"].items()}
        run = Run(job["bundle"], files, host, control, root, record=bool(job.get("options", {}).get("record")))
        learner.adopt(run.printed, run.clock)
        run.first_learner(learner)
        run.execute()
    except (ProtocolError, KeyError, TypeError, ValueError, OSError, AttributeError) as error:
        host.send("F", {"what": f"the judge failed: {type(error).__name__}: {clean(str(error), 300)}"})


if __name__ == "__main__":
    main()
