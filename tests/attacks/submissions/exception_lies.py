# Right values; the exception's class, args, str and cause lie, raise or change at every look.
import itertools

_turn = itertools.count()


class Liar(Exception):
    __class__ = property(lambda self: (TypeError, ValueError)[next(_turn) % 2])
    args = property(lambda self: 1 / 0)
    __cause__ = property(lambda self: self)
    __traceback__ = property(lambda self: 1 / 0, lambda self, value: None)
    __str__ = __repr__ = lambda self: "low" if next(_turn) % 2 else 5
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __reduce__ = lambda self: (ValueError, ("low",))


def clamp(value, low, high):
    if any(type(n) not in (int, float) for n in (value, low, high)) or low > high:
        raise Liar
    return sorted((low, value, high))[1]
