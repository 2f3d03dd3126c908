def dry_areas(town):
    dry = [(row, column) for row, line in enumerate(town) for column, sign in enumerate(line) if sign == "."]
    sizes = []
    while dry:
        area = [dry.pop()]
        for row, column in area:
            for beside in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if beside in dry:
                    dry.remove(beside)
                    area.append(beside)
        sizes.append(len(area))
    return sorted(sizes, reverse=True)
