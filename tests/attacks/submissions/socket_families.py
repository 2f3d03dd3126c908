# Creates sockets of every family and kind; only AF_UNIX may be had.
import socket

_had = set()
for _family in range(2, 64):
    for _kind in (1, 2, 3, 5):
        try:
            socket.socket(_family, _kind, 0).close()
            _had.add(_family)
        except (OSError, OverflowError):
            pass
print("PROBE socket_families", "ALLOWED" if _had else "DENIED", *sorted(_had))


def clamp(value, low, high):
    return None
