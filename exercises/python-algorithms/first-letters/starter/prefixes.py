def how_many(names, beginnings):
    # Prepare once what every question needs.
    counts = {}
    for name in names:
        pass
    return [counts[beginning] for beginning in beginnings]
