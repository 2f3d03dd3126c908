PARTNER = {")": "(", "]": "[", "}": "{"}


def first_fault(formula):
    opened = {"(": [], "[": [], "{": []}
    for position, sign in enumerate(formula):
        if sign in opened:
            opened[sign].append(position)
        elif sign in PARTNER:
            if not opened[PARTNER[sign]]:
                return position
            opened[PARTNER[sign]].pop()
    return min([places[0] for places in opened.values() if places], default=None)
