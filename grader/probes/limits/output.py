"""Prints for ever."""


def answer():
    while True:
        print("x" * 1000)
