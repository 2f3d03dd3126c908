# Keeps the tests' callables and calls them later: after the return, from threads, at exit, while another test runs.
import atexit
import threading
import time

_kept = []


def _later():
    while True:
        time.sleep(0.005)
        for function in list(_kept):
            try:
                function(42)
            except BaseException:
                pass


threading.Thread(target=_later, daemon=True).start()


def apply_all(functions, value):
    _kept.extend(functions)
    atexit.register(lambda: [f(42) for f in _kept])
    time.sleep(0.02)
    return 42


def total(items):
    time.sleep(0.05)
    return None
