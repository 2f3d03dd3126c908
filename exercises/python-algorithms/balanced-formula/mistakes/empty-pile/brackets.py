PARTNER = {")": "(", "]": "[", "}": "{"}


def first_fault(formula):
    opened = []
    for position, sign in enumerate(formula):
        if sign in PARTNER.values():
            opened.append(position)
        elif sign in PARTNER:
            if formula[opened.pop()] != PARTNER[sign]:
                return position
    return opened[0] if opened else None
