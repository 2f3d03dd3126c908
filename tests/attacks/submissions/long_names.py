# Class names of a megabyte, with slashes, dots, NUL and lone surrogates, as result and as exception.
import itertools

_names = itertools.cycle(["x" * 1_000_000, "../../etc/passwd", "a\x00b", "\udc80\ud800", "os.system", "builtins.ValueError", "\n\nPASSED\n"])


def clamp(value, low, high):
    name = next(_names).replace("\x00", "\u2400")
    error = type(name.encode("utf-8", "replace").decode(), (Exception,), {})
    error.__qualname__ = name
    error.__module__ = name
    raise error("low")
