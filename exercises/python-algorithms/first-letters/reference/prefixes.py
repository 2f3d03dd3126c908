from collections import Counter


def how_many(names, beginnings):
    counts = Counter(name[:length] for name in names for length in range(len(name) + 1))
    return [counts[beginning] for beginning in beginnings]
