# Returns a list that is nested a hundred thousand levels deep.
def clamp(value, low, high):
    result = []
    for _ in range(100_000):
        result = [result]
    return result
