def how_many(names, beginnings):
    return [sum(name.startswith(beginning) for name in names) for beginning in beginnings]
