# Raises an exception whose causes go on for ever in a circle, below a chain of fifty thousand.
def clamp(value, low, high):
    last = ValueError("low")
    last.__context__ = last.__cause__ = first = ValueError("low")
    for _ in range(50_000):
        first.__cause__ = ValueError("low")
        first = first.__cause__
    first.__cause__ = last
    raise last
