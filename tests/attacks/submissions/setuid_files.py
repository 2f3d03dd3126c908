# Looks for files that run as another user or with capabilities, and runs the usual ones.
import os
import stat
import subprocess

for _root, _dirs, _names in os.walk("/"):
    _dirs[:] = [d for d in _dirs if os.path.join(_root, d) not in ("/proc", "/sys")]
    for _name in _names:
        _path = os.path.join(_root, _name)
        try:
            _mode = os.lstat(_path).st_mode
            if stat.S_ISREG(_mode) and (_mode & (stat.S_ISUID | stat.S_ISGID) or "security.capability" in os.listxattr(_path, follow_symlinks=False)):
                print("PROBE setuid_files ALLOWED", _path)
        except OSError:
            pass
for _command in (["su", "-c", "id -u"], ["mount", "-t", "tmpfs", "x", "/work"], ["newgrp"], ["passwd", "-d", "root"], ["sudo", "-n", "id"]):
    try:
        _done = subprocess.run(_command, stdin=subprocess.DEVNULL, capture_output=True, timeout=1)
        print("PROBE setuid_run", "ALLOWED" if _done.returncode == 0 else "DENIED", _command[0])
    except (OSError, subprocess.SubprocessError):
        print("PROBE setuid_run DENIED", _command[0])


def clamp(value, low, high):
    return None
