"""A submission that tries what no submission may do. Each function answers "refused", or what it got away with."""

import ctypes
import os
import socket
import sys
from pathlib import Path

REFUSED = "refused"
LEARNER, LEARNERS_DESCRIPTORS = 10002, 4
SYSTEM_CALLS = {  # name: number on x86_64, number on aarch64
    "bpf": (321, 280), "fsopen": (430, 430), "io_uring_setup": (425, 425), "keyctl": (250, 219), "memfd_create": (319, 279),
    "mount": (165, 40), "open_by_handle_at": (304, 265), "perf_event_open": (298, 241), "pidfd_getfd": (438, 438),
    "process_vm_readv": (310, 270), "ptrace": (101, 117), "seccomp": (317, 277), "setns": (308, 268), "unshare": (272, 97),
    "userfaultfd": (323, 282),
}  # fmt: skip
PLACES = ("/", "/dev", "/dev/mqueue", "/dev/shm", "/etc", "/judge", "/opt/harness", "/proc/sys/kernel", "/run", "/tmp", "/var/tmp")


def network():
    """Makes a socket of every family but AF_UNIX: the internet, the host's sockets, the kernel's own. Looks for a way out."""
    families = [number for number in range(46) if number != socket.AF_UNIX and _makes_socket(number)]
    with open("/proc/net/dev") as devices:
        interfaces = [line.partition(":")[0].strip() for line in devices if ":" in line]
    return _allowed([*families, *(name for name in interfaces if name != "lo")])


def _makes_socket(family):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind).close()
        except OSError:
            continue
        return True
    return False


def system_calls():
    """Calls what reaches into the kernel or another process."""
    libc = ctypes.CDLL(None, use_errno=True)
    column = 0 if os.uname().machine == "x86_64" else 1
    return _allowed(
        name
        for name, numbers in SYSTEM_CALLS.items()
        if libc.syscall(numbers[column], 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() not in {1, 38}
    )


def privileges():
    """Looks for capabilities and ways back to root."""
    found = []
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.startswith("Cap") and int(value, 16):
            found.append(line)
        if name == "NoNewPrivs" and value.strip() != "1":
            found.append(line)
    for user in (0, 10001):
        try:
            os.setuid(user)
            found.append(f"became {user}")
        except OSError:
            pass
    return _allowed(found)


def user():
    """Says who it is, unless it is the learner's user and in no other group."""
    seen = {*os.getresuid(), *os.getresgid(), *os.getgroups()}
    return _allowed(seen - {LEARNER})


def read_only_root():
    """Leaves a file wherever somebody else could find it."""
    return _allowed(place for place in PLACES if _can_write(place))


def _can_write(place):
    try:
        Path(place, "left-behind").write_text("")
    except OSError:
        return False
    return True


def tests():
    """Looks for the tests: in the judge's folder, in other processes, in its own descriptors and memory."""
    found = [path for path in ("/judge", "/root", "/proc/1/root", "/proc/1/cwd") if _can_list(path)]
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            found += [str(process / name) for name in ("mem", "environ", "maps", "fd/0") if _can_read(process / name)]
    found += [number for number in range(LEARNERS_DESCRIPTORS, 256) if _is_open_file(number)]
    found += [name for name in sys.modules if name.partition(".")[0] in {"judge", "pytest", "_pytest"}]
    return _allowed(found)


def _can_list(path):
    try:
        os.listdir(path)
    except OSError:
        return False
    return True


def _can_read(path):
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    os.close(descriptor)
    return True


def _is_open_file(number):
    """Whether a descriptor came along from somebody else; those that were opened here are sockets of none."""
    try:
        return os.readlink(f"/proc/self/fd/{number}").startswith(("/judge", "socket:", "pipe:"))
    except OSError:
        return False


def other_processes():
    """Sends signals to the judge and to init."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                os.kill(int(process.name), 0)
                found.append(process.name)
            except OSError:
                pass
    return _allowed(found)


def _allowed(found):
    return ", ".join(sorted(str(one) for one in found)) or REFUSED
