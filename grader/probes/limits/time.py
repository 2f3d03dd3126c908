"""Never comes back."""


def answer():
    while True:
        pass
