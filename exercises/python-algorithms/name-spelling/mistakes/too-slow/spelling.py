def changes(first, second):
    if not first or not second:
        return len(first) + len(second)
    replaced = changes(first[:-1], second[:-1]) + (first[-1] != second[-1])
    return min(replaced, changes(first[:-1], second) + 1, changes(first, second[:-1]) + 1)
