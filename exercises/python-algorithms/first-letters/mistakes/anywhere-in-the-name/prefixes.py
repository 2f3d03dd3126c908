def how_many(names, beginnings):
    return [sum(beginning in name for name in names) for beginning in beginnings]
