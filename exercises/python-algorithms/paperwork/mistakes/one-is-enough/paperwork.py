from heapq import heapify, heappop, heappush


def in_order(steps, rules):
    waits = set()
    allows = {step: [] for step in steps}
    for before, after in rules:
        waits.add(after)
        allows[before].append(after)
    possible = [step for step in steps if step not in waits]
    heapify(possible)
    order = []
    while possible:
        step = heappop(possible)
        order.append(step)
        for after in allows[step]:
            if after in waits:
                waits.remove(after)
                heappush(possible, after)
    return order if len(order) == len(steps) else None
