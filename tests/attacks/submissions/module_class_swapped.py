# Gives its module a class of its own, so that each look at clamp finds another function.
import itertools
import sys
import types

_turn = itertools.count()


class Shifting(types.ModuleType):
    @property
    def clamp(self):
        number = next(_turn)
        return lambda value, low, high: (value, low, high)[number % 3]


sys.modules[__name__].__class__ = Shifting
