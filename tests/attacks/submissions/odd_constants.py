# Returns NotImplemented, Ellipsis, types and builtin functions: each means something special to a comparison.
import itertools
import os

_things = itertools.cycle([NotImplemented, Ellipsis, int, bool, type, object, eval, exec, open, exit, getattr, os._exit, print, range(10**30), slice(None)])


def clamp(value, low, high):
    return next(_things)
