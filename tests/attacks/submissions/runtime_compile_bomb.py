# Compiles an expression that is nested too deep, while being called.
def clamp(value, low, high):
    for text in ("(" * 100_000 + ")" * 100_000, "-" * 400_000 + "1", "[" * 90 + "]" * 90, "1 if " * 20_000 + "1"):
        try:
            compile(text, "bomb", "eval")
        except (SyntaxError, MemoryError, RecursionError):
            pass
    return None
