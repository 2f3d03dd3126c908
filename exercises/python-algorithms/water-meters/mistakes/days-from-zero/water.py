from itertools import accumulate


def totals(litres, questions):
    until = [0, *accumulate(litres)]
    return [until[min(last + 1, len(litres))] - until[first] for first, last in questions]
