# Exceptions with notes of escapes, and objects whose format, hash and repr give the wrong type.
class Odd:
    __repr__ = __str__ = lambda self: 5
    __format__ = lambda self, spec: None
    __hash__ = lambda self: "x"
    __len__ = lambda self: -1
    __bool__ = lambda self: 2
    __index__ = lambda self: "x"


def clamp(value, low, high):
    if low > high:
        error = ValueError("low {0.__class__} %s %n")
        error.add_note("\x1b[2J" + "note " * 100_000)
        raise error
    return Odd()
