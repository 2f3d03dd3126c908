def dry_areas(town):
    dry = {(row, column) for row, line in enumerate(town) for column, sign in enumerate(line) if sign == "."}
    sizes = []
    while dry:
        area = [dry.pop()]
        for row, column in area:
            for beside in [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]:
                if beside in dry:
                    dry.remove(beside)
                    area.append(beside)
        sizes.append(len(area))
    return sorted(sizes, reverse=True)
