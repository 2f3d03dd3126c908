"""Takes more memory than it may, and is content where it gets it."""


def answer():
    blocks = [bytearray(b"x" * (1 << 20)) for _ in range(400)]
    return 42 if len(blocks) == 400 else 0
