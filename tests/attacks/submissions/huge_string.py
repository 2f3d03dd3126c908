# Returns a string of forty million characters, and one that is wide.
def clamp(value, low, high):
    return "\U0001f642" * 10_000_000
