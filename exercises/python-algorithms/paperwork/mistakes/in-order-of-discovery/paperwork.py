from collections import deque


def in_order(steps, rules):
    waits_for = dict.fromkeys(steps, 0)
    allows = {step: [] for step in steps}
    for before, after in rules:
        waits_for[after] += 1
        allows[before].append(after)
    possible = deque(sorted(step for step in steps if not waits_for[step]))
    order = []
    while possible:
        step = possible.popleft()
        order.append(step)
        for after in allows[step]:
            waits_for[after] -= 1
            if not waits_for[after]:
                possible.append(after)
    return order if len(order) == len(steps) else None
