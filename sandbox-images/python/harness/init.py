"""PID 1 of a container: starts the judge and the learner process as two users, kills and reaps, decides nothing.

It forks the judge before any job can come, so it never sees tests, a submission or a result, and a learner
process that is forked from it has none in its memory either. It loads what a learner process needs and nothing
else; pytest is loaded by the judge alone. See sandbox-images/PROTOCOL.md. Usage: init.py MAX_FILE_BYTES
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence

HARNESS = "/opt/harness"
JUDGE = 10001
LEARNER = 10002
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}

PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
CAP_KILL, CAP_SETGID, CAP_SETUID = 5, 6, 7
CAPABILITY_VERSION_3 = 0x20080522
EXIT_SET_UP_FAILED = 71

_libc = ctypes.CDLL(None, use_errno=True)


def main() -> int:
    """Runs until the judge ended; the exit status is the judge's (128 + signal when one killed it)."""
    gc.disable()  # what is loaded here stays for good: there is nothing to collect
    drop_capabilities()
    sys.path.insert(0, HARNESS)
    import learner  # noqa: PLC0415 - once, for every process that is forked below

    gc.freeze()  # what they share with this process stays shared: no page is copied for a reference count
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    control, judges_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    init = Init(control, learner.main, max_file_bytes=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, init.reap)
    init.judge = os.fork()
    if init.judge == 0:
        try:
            become_judge(judges_end)
            import lean  # noqa: PLC0415 - as the judge's user, and in this process alone

            with lean.loading():
                import judge  # noqa: PLC0415 - loads pytest
            judge.main()
        finally:
            sys.stderr.flush()
            os._exit(0 if sys.exc_info()[0] is None else EXIT_SET_UP_FAILED)
    judges_end.close()
    place_descriptors([os.open(os.devnull, os.O_RDWR)] * 2)  # the host's channel is the judge's alone
    return init.serve()


class Init:
    """Answers the judge's requests for a learner process."""

    def __init__(self, control: socket.socket, serve_judge: Callable[[], None], max_file_bytes: int) -> None:
        self.judge = 0
        self._serve_judge = serve_judge
        self._judge_status: int | None = None
        self._control = control
        self._max_file_bytes = max_file_bytes
        self._learner_started = False

    def reap(self, *_: object) -> None:
        """Takes away ended processes at once: a zombie counts against the container's processes."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.judge:
                self._judge_status = status

    def serve(self) -> int:
        """Starts a learner process for each request, until the judge's end of the socket is closed."""
        while request := self._control.recv(64):
            self.kill_learners()
            if request != b"learner" or not self._start_learner():
                self._control.send(b"failed")
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if self._judge_status is None:
            _, self._judge_status = os.waitpid(self.judge, 0)
        code = os.waitstatus_to_exitcode(self._judge_status)
        return code if code >= 0 else 128 - code

    def kill_learners(self) -> None:
        """Ends every process of the learner's user, however fast they fork, and waits until all are gone.

        While this process is the learner's user, `kill(-1)` reaches exactly that user's processes, all in one
        step, and a fork under way fails. No new process is needed, so a full process table does not matter.
        """
        while self._learner_started:
            os.setresuid(LEARNER, LEARNER, 0)
            try:
                os.kill(-1, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass  # none left but the judge
            finally:
                os.setresuid(0, 0, 0)
            self.reap()
            self._learner_started = any(_user_of(pid) == LEARNER for pid in os.listdir("/proc"))
            if self._learner_started:
                time.sleep(0.0005)

    def _start_learner(self) -> bool:
        try:
            ours, theirs = socket.socketpair()
            stdout, stdout_end = os.pipe()
            stderr, stderr_end = os.pipe()
            null = os.open(os.devnull, os.O_RDONLY)
            pid = os.fork()
        except OSError:
            return False  # no process or descriptor to be had; the judge knows what to make of it
        if pid == 0:
            try:
                become_learner([null, stdout_end, stderr_end, theirs.fileno()], self._max_file_bytes)
                self._serve_judge()
            finally:
                os._exit(EXIT_SET_UP_FAILED)
        self._learner_started = True
        socket.send_fds(self._control, [b"ok"], [ours.fileno(), stdout, stderr])
        for end in (ours, theirs):
            end.close()
        for descriptor in (stdout, stdout_end, stderr, stderr_end, null):
            os.close(descriptor)
        return True


def drop_capabilities() -> None:
    """Keeps SETUID, SETGID and KILL for this process, and leaves nothing that an exec could ever give back."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 and capability < CAP_SETUID:
            raise OSError(ctypes.get_errno(), "the bounding set of capabilities cannot be emptied")
    kept = 1 << CAP_KILL | 1 << CAP_SETGID | 1 << CAP_SETUID
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)
    if _libc.capset(header, effective_permitted_inheritable) != 0:
        raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")


def become_judge(control: socket.socket) -> None:
    """Makes this forked process the judge's user, with the host's channel on 0 and 1 and *control* on 3."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update({"HOME": "/judge", "TMPDIR": "/judge"})
    place_descriptors([0, 1, 2, control.detach()])
    _become(JUDGE, "/judge")
    # The learner has another user id already; this also keeps the judge's memory from a second judge process.
    _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def become_learner(descriptors: Sequence[int], max_file_bytes: int) -> None:
    """Makes this forked process the learner's user, with nothing but *descriptors*, and its limits."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update({"HOME": "/work", "TMPDIR": "/work"})
    place_descriptors(descriptors)
    # When memory runs out, the kernel takes this process and not the judge.
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, max_file_bytes),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_STACK, 8 << 20),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        # No RLIMIT_NPROC: the kernel counts it per user over all containers (moby#31424); the pids cgroup does it.
    ):
        resource.setrlimit(limit, (value, value))
    _become(LEARNER, "/work")
    # The kernel takes /proc/self away from a process that changed its user; programs look there for their descriptors.
    _libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)


def place_descriptors(descriptors: Sequence[int]) -> None:
    """Makes *descriptors* the numbers 0, 1, 2 …, and closes all others when standard error is among them."""
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 32) for descriptor in descriptors]
    for number, descriptor in enumerate(moved):
        os.dup2(descriptor, number)
    if len(descriptors) > 2:
        os.closerange(len(descriptors), 1 << 16)
    else:
        for descriptor in {*moved, *descriptors}:
            os.close(descriptor)


def _become(user: int, folder: str) -> None:
    os.setsid()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)  # the kernel empties the capability sets of a process that stops being root
    os.chdir(folder)
    os.chmod(folder, 0o700)  # whatever mode the engine gave the tmpfs
    os.umask(0o077)


def _user_of(pid: str) -> int | None:
    """The user of a process, from its status: the owner of its folder in /proc can be made to say root."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Uid:"))
    except (OSError, StopIteration):
        return None  # not a process, or gone by now


if __name__ == "__main__":
    os._exit(main())  # the kernel ends whatever is left; there is nothing to tidy up
