# Raises an exception with sixty million characters, notes that are no text, and arguments without end.
class Endless(list):
    __iter__ = lambda self: iter(int, 1)


def clamp(value, low, high):
    error = ValueError("low" * 20_000_000, Endless())
    error.__notes__ = [object()] * 100_000
    raise error
