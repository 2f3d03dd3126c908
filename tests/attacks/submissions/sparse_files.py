# Makes files of a terabyte without data, and asks for the space by fallocate.
import os


def clamp(value, low, high):
    for name, action in (("sparse", lambda fd: os.ftruncate(fd, 1 << 40)), ("asked", lambda fd: os.posix_fallocate(fd, 0, 1 << 40))):
        fd = os.open(name, os.O_CREAT | os.O_RDWR)
        try:
            action(fd)
            os.pwrite(fd, b"x" * 65536, (1 << 40) - 65536)
        except OSError as error:
            print(name, error)
    return None
