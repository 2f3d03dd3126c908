def dry_areas(town):
    dry = {(row, column): True for row, line in enumerate(town) for column, sign in enumerate(line) if sign == "."}
    sizes = []
    while dry:
        first = next(iter(dry))
        del dry[first]
        area = [first]
        for row, column in area:
            for beside in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if beside in dry:
                    del dry[beside]
                    area.append(beside)
        sizes.append(len(area))
    return sizes
