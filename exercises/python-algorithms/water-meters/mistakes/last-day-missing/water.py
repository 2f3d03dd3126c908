from itertools import accumulate


def totals(litres, questions):
    until = [0, *accumulate(litres)]
    return [until[last - 1] - until[first - 1] for first, last in questions]
