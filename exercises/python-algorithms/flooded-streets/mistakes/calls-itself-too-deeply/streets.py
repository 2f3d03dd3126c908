def dry_areas(town):
    dry = {(row, column) for row, line in enumerate(town) for column, sign in enumerate(line) if sign == "."}
    sizes = []
    while dry:
        sizes.append(size(dry, *next(iter(dry))))
    return sorted(sizes, reverse=True)


def size(dry, row, column):
    if (row, column) not in dry:
        return 0
    dry.remove((row, column))
    return (
        1
        + size(dry, row - 1, column)
        + size(dry, row + 1, column)
        + size(dry, row, column - 1)
        + size(dry, row, column + 1)
    )
