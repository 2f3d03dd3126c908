# Prints a million short lines, each flushed.
def clamp(value, low, high):
    for number in range(1_000_000):
        print(number, flush=True)
    return None
