"""Starts processes until it may not."""

import os
import time


def answer():
    while True:
        if os.fork() == 0:
            time.sleep(60)
