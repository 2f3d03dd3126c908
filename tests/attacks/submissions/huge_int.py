# Returns a number of a million digits, which cannot be printed in reasonable time.
def clamp(value, low, high):
    return 1 << 3_400_000
