# Output that cuts characters in the middle, mixes encodings and never ends a line.
import os

for _piece in (b"\xf0\x9f", b"\x99\x82", b"\xc3", b"\x28", b"\xe2\x82", b"\x00\xff\xfe\xfd", b"\r\r\r", b"\x0c" * 100):
    os.write(1, _piece)
    os.write(2, _piece)


def clamp(value, low, high):
    os.write(1, b"\x80" * 1000)
    return None
