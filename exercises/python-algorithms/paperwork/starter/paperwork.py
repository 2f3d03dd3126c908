from heapq import heapify, heappop, heappush


def in_order(steps, rules):
    waits_for = dict.fromkeys(steps, 0)  # how many others each step still waits for
    order = []
    # Count the rules; then do what is possible, and look at what has become possible.
    return order
