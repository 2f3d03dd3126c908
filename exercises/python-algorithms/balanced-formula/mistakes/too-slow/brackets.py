PARTNER = {")": "(", "]": "[", "}": "{"}


def first_fault(formula):
    is_open = [False] * len(formula)
    for position, sign in enumerate(formula):
        if sign in PARTNER.values():
            is_open[position] = True
        elif sign in PARTNER:
            partner = position - 1
            while partner >= 0 and not is_open[partner]:
                partner -= 1
            if partner < 0 or formula[partner] != PARTNER[sign]:
                return position
            is_open[partner] = False
    for position in range(len(formula)):
        if is_open[position]:
            return position
    return None
