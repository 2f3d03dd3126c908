def find_pair(values, amount):
    seen = set()
    for value in values:
        if amount - value in seen:
            return (amount - value, value)
        seen.add(value)
    return None
