PARTNER = {")": "(", "]": "[", "}": "{"}


def first_fault(formula):
    opened = []
    for position, sign in enumerate(formula):
        pass  # an opening bracket? a closing one? anything else?
    return None
