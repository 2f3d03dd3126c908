# A storm of alarms and profile timers whose handlers raise.
import signal


def _raise(*args):
    raise KeyboardInterrupt


for _number, _which in ((signal.SIGALRM, signal.ITIMER_REAL), (signal.SIGVTALRM, signal.ITIMER_VIRTUAL), (signal.SIGPROF, signal.ITIMER_PROF)):
    signal.signal(_number, _raise)


def clamp(value, low, high):
    for which in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(which, 0.0001, 0.0001)
    return None
