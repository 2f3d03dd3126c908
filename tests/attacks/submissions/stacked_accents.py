# Messages of a hundred thousand combining marks and of characters that are as wide as a line.
def clamp(value, low, high):
    raise ValueError("low" + "\u0301\u0336\u20dd" * 100_000 + "\ufdfd\u12031" * 10_000)
