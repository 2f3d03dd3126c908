def find_pair(values, amount):
    seen = {}
    for position, value in enumerate(values):
        seen.setdefault(value, position)
        if amount - value in seen:
            return (seen[amount - value], position)
    return None
