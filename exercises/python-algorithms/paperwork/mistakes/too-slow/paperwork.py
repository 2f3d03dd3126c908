def in_order(steps, rules):
    needs = {step: set() for step in steps}
    for before, after in rules:
        needs[after].add(before)
    left = sorted(steps)
    done = set()
    order = []
    while left:
        for place, step in enumerate(left):
            if needs[step] <= done:
                break
        else:
            return None
        del left[place]
        done.add(step)
        order.append(step)
    return order
