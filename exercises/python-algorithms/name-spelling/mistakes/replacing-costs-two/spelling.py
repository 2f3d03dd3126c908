def changes(first, second):
    above = list(range(len(second) + 1))
    for letter in first:
        row = [above[0] + 1]
        for column, other in enumerate(second):
            replaced = above[column] + 2 * (letter != other)
            row.append(min(replaced, above[column + 1] + 1, row[column] + 1))
        above = row
    return above[-1]
