# Closes every descriptor that it has, then goes on without them.
import os
import time


def clamp(value, low, high):
    os.closerange(0, 1024)
    time.sleep(0.5)
    return None
