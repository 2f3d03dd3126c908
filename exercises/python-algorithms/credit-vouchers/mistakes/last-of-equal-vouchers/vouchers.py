def find_pair(values, amount):
    seen = {}
    for position, value in enumerate(values):
        if amount - value in seen:
            return (seen[amount - value], position)
        seen[value] = position
    return None
