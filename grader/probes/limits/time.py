"""Takes more time than it may, and is content where it gets it."""

import time


def answer():
    until = time.monotonic() + 8
    while time.monotonic() < until:
        pass
    return 42
