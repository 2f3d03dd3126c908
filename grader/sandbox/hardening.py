"""What a container is made with: each flag beside the attack that it stops."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from grader.sandbox.limits import MEGABYTE, Shape

JUDGE_FOLDER_BYTES = 16 * MEGABYTE
HARNESS_BYTES = 16 * MEGABYTE
LEARNER_FILES = 2_000
JUDGE_FILES = 4_000
OPEN_FILES = 256
CPU_PERIOD_US = 100_000

HIDDEN_PATHS = (
    # Docker's own list …
    "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug",
    "/proc/scsi", "/proc/timer_list", "/proc/timer_stats", "/sys/firmware",
    # … and what tells about the host, or lets two processes meet on a file of their own making.
    "/dev/mqueue", "/proc/interrupts", "/proc/kallsyms", "/proc/modules", "/sys/devices/virtual/dmi", "/sys/kernel",
)  # fmt: skip
READ_ONLY_PATHS = ("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger")


def container_config(shape: Shape, labels: Mapping[str, str], runtime: str | None) -> dict[str, Any]:
    """The body of the engine's call that creates a container of this shape."""
    return {
        "Image": shape.image,
        "Cmd": ["/usr/bin/python3", "-I", "-S", "-B", "/opt/harness/init.py", str(shape.file_bytes)],
        "Labels": dict(labels),
        # init starts as root, only to start two other users; nothing of the host's environment comes along.
        "User": "0:0",
        "Env": [],
        "Hostname": "sandbox",
        "WorkingDir": "/",
        # Without a terminal there is none to push key strokes into. When the worker dies, the engine closes
        # standard input, and a container that waits for a job ends by itself.
        "Tty": False,
        "OpenStdin": True,
        "StdinOnce": True,
        "AttachStdin": True,
        "AttachStdout": True,
        "AttachStderr": True,
        # No network. Said twice because that skips the engine's network set-up: a container starts in 71 ms
        # instead of 163. It still has a network namespace of its own, with loopback only.
        "NetworkDisabled": True,
        "Healthcheck": {"Test": ["NONE"]},
        "HostConfig": _host_config(shape, runtime),
    }


def _host_config(shape: Shape, runtime: str | None) -> dict[str, Any]:
    return {
        "NetworkMode": "none",
        **_privileges(),
        **_resources(shape),
        **_files(shape),
        # Standard output is the judge's channel: it must not be kept on the host's disk, tests' values and all.
        "LogConfig": {"Type": "none", "Config": {}},
        # What learners do must never start again by itself.
        "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
        **({"Runtime": runtime} if runtime else {}),
    }


def _privileges() -> dict[str, Any]:
    return {
        "Privileged": False,
        "CapDrop": ["ALL"],
        # For init alone: to start two users (SETUID, SETGID), to end what the learner started (KILL), and to
        # give all others away for good before it imports anything (SETPCAP, itself among them).
        "CapAdd": ["SETUID", "SETGID", "KILL", "SETPCAP"],
        "SecurityOpt": [
            # No file in the image can give privileges back, should a setuid one ever get there.
            "no-new-privileges",
            # An allow-list of our own: Docker's default leaves ptrace, io_uring and AF_VSOCK reachable.
            f"seccomp={_seccomp_profile()}",
        ],
        # No shared memory with anything outside; also leaves out /dev/shm, a folder that both users could write.
        "IpcMode": "none",
        "CgroupnsMode": "private",
    }


def _resources(shape: Shape) -> dict[str, Any]:
    return {
        # Equal: no swap. A submission that fills memory is killed, and does not slow the host down first.
        "Memory": shape.memory_bytes,
        "MemorySwap": shape.memory_bytes,
        # When the host itself runs short, it ends a sandbox and not the worker or the queue.
        "OomScoreAdj": 300,
        # Fork bombs. Of the whole container: a limit per user would be shared with all other containers.
        "PidsLimit": shape.processes,
        "CpuPeriod": CPU_PERIOD_US,
        "CpuQuota": int(shape.cpus * CPU_PERIOD_US),
        "Ulimits": [
            # A core pattern on the host may be a pipe to a program there.
            {"Name": "core", "Soft": 0, "Hard": 0},
            {"Name": "nofile", "Soft": OPEN_FILES, "Hard": OPEN_FILES},
        ],
    }


def _files(shape: Shape) -> dict[str, Any]:
    return {
        # Nothing can be left for somebody else to run: not in Python's packages, not in the harness.
        "ReadonlyRootfs": True,
        # Two folders, one a user: what the learner writes is nowhere near what the judge reads. No program can
        # be started from them, and they cannot be filled with more bytes or files than these.
        "Tmpfs": {
            "/work": _tmpfs(10002, shape.disk_bytes, LEARNER_FILES),
            "/judge": _tmpfs(10001, JUDGE_FOLDER_BYTES, JUDGE_FILES),
        },
        "MaskedPaths": list(HIDDEN_PATHS),
        "ReadonlyPaths": list(READ_ONLY_PATHS),
    }


def _tmpfs(user: int, size_bytes: int, files: int) -> str:
    return f"rw,noexec,nosuid,nodev,mode=0700,uid={user},gid={user},size={size_bytes},nr_inodes={files}"


@cache
def _seccomp_profile() -> str:
    profile = json.loads(Path(__file__).with_name("seccomp.json").read_bytes())
    return json.dumps(profile, separators=(",", ":"))
