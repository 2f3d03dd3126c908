# Lists interfaces, connects to 127.0.0.1 only, and creates (never connects) sockets of unusual families.
import os
import socket

_names = os.listdir("/sys/class/net") if os.path.isdir("/sys/class/net") else []
print("PROBE interfaces", "DENIED" if set(_names) <= {"lo"} else "ALLOWED", _names)
for _port in (22, 80, 443, 2375, 5000, 5432, 6379, 8000, 8080):
    try:
        with socket.socket() as _s:
            _s.settimeout(0.3)
            print("PROBE connect", "ALLOWED" if _s.connect_ex(("127.0.0.1", _port)) == 0 else "DENIED", _port)
    except OSError as _error:
        print("PROBE connect DENIED", _port, _error.errno)
for _family, _kind in {"AF_PACKET": (17, 3), "raw IP": (2, 3), "AF_ALG": (38, 5), "AF_VSOCK": (40, 1), "AF_KEY": (15, 3),
                       "AF_RDS": (21, 5), "AF_TIPC": (30, 5), "AF_BLUETOOTH": (31, 3), "AF_XDP": (44, 3), "AF_QIPCRTR": (42, 2)}.items():
    try:
        socket.socket(*_kind).close()
        print("PROBE family ALLOWED", _family)
    except OSError as _error:
        print("PROBE family DENIED", _family, _error.errno)


def clamp(value, low, high):
    return None
