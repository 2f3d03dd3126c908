# Asks a callable of the tests for its globals, closure, code, defaults and class, by every door that Python has.
import copy
import gc
import inspect
import pickle
import re

_seen = set()


def _look(thing, depth=0):
    doors = [lambda n=n: getattr(thing, n) for n in (
        "__globals__", "__closure__", "__code__", "__defaults__", "__kwdefaults__", "__self__", "__func__", "__wrapped__", "__dict__", "__doc__", "__module__",
        "__reduce__", "__builtins__", "__annotations__", "func_globals", "gi_frame", "f_globals", "co_consts", "cell_contents", "mro", "__init__", "__subclasses__")]
    doors += [lambda: object.__getattribute__(thing, "__globals__"), lambda: type(thing).__dict__, lambda: vars(thing), lambda: inspect.getsource(thing),
              lambda: inspect.getclosurevars(thing), lambda: inspect.signature(thing), lambda: pickle.dumps(thing), lambda: copy.deepcopy(thing), lambda: gc.get_referents(thing),
              lambda: thing.__class__.__mro__, lambda: thing.__reduce_ex__(2), lambda: thing.__getattribute__("__globals__"), lambda: dir(thing), lambda: repr(thing)]
    for door in doors:
        try:
            found = door()
        except BaseException:
            continue
        _seen.update(re.findall(r"canary-[0-9a-f]{16}", repr(found)[:200_000]))
        if depth < 2 and not isinstance(found, (str, bytes, int)):
            _look(found, depth + 1)


def apply_all(functions, value):
    for function in functions:
        _look(function)
    print("PROBE callback_introspection", "ALLOWED" if _seen else "DENIED", *_seen, flush=True)
    return value
