# Looks through every object that the garbage collector knows, and all that refers to its arguments.
import gc
import re

_PATTERN = re.compile(r"canary-[0-9a-f]{16}")


def _search(things, found):
    for thing in things:
        try:
            values = thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple, set) else [thing]
            found.update(m for v in list(values) if type(v) is str for m in _PATTERN.findall(v))
        except Exception:
            continue


def clamp(value, low, high):
    found = set()
    _search(gc.get_objects(), found)
    for argument in (value, low, high):
        _search(gc.get_referrers(argument), found)
    print("PROBE gc_walk", "ALLOWED" if found else "DENIED", *found)
    return None
