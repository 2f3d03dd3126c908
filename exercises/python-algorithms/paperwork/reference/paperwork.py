from heapq import heapify, heappop, heappush


def in_order(steps, rules):
    waits_for = dict.fromkeys(steps, 0)
    allows = {step: [] for step in steps}
    for before, after in rules:
        waits_for[after] += 1
        allows[before].append(after)
    possible = [step for step in steps if not waits_for[step]]
    heapify(possible)
    order = []
    while possible:
        step = heappop(possible)
        order.append(step)
        for after in allows[step]:
            waits_for[after] -= 1
            if not waits_for[after]:
                heappush(possible, after)
    return order if len(order) == len(steps) else None
