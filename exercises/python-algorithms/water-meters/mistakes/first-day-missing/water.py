from itertools import accumulate


def totals(litres, questions):
    until = [0, *accumulate(litres)]
    return [until[last] - until[first] for first, last in questions]
