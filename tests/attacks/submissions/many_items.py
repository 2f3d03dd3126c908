# Returns a list of five million numbers.
def clamp(value, low, high):
    return [0] * 5_000_000
