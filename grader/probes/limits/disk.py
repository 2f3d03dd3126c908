"""Writes files until there is no room."""


def answer():
    for number in range(1000):
        with open(f"file-{number}", "wb") as file:
            file.write(bytes(1 << 20))
