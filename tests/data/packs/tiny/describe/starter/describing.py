from words import word


def describe(n):
    return word(n)
