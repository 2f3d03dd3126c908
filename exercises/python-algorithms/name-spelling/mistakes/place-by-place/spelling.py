def changes(first, second):
    different = sum(one != other for one, other in zip(first, second))
    return different + abs(len(first) - len(second))
