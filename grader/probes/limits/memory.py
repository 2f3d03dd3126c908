"""Asks for memory until there is none."""


def answer():
    blocks = []
    while True:
        blocks.append(bytearray(1 << 20))
