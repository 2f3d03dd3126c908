# Raises an exception group that is nested ten thousand levels deep.
def clamp(value, low, high):
    group = ValueError("low")
    for _ in range(10_000):
        group = ExceptionGroup("low", [group])
    raise group
