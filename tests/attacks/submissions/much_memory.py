# Takes three times the memory that the exercise allows, and says so if it lives.
_kept = [b"x" * (8 << 20) for _ in range(48)]
print("PROBE much_memory ALLOWED", flush=True)


def clamp(value, low, high):
    return None
