# Returns lists of a hundred thousand objects of its own, each of which needs a handle.
def clamp(value, low, high):
    return [object() for _ in range(100_000)]
