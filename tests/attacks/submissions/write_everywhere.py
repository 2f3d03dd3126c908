# Tries to make a file in every folder; only its own work space may take one.
import os

_taken = set()
for _root, _dirs, _names in os.walk("/"):
    _dirs[:] = [d for d in _dirs if os.path.join(_root, d) not in ("/proc", "/sys")]
    try:
        _path = os.path.join(_root, ".written-by-attack")
        os.close(os.open(_path, os.O_CREAT | os.O_WRONLY))
        _taken.add(_root)
    except OSError:
        pass
_foreign = {p for p in _taken if not p.startswith(("/work", "/tmp"))}
print("PROBE write_everywhere", "ALLOWED" if _foreign else "DENIED", *sorted(_taken))


def clamp(value, low, high):
    return None
