# Returns a dictionary whose keys all hash to the same number, made of exact integers.
_MODULUS = 2**61 - 1
_keys = [n * _MODULUS for n in range(1, 6000)]


def clamp(value, low, high):
    return [dict.fromkeys(_keys), set(_keys), frozenset(_keys)]
