def changes(first, second):
    above = [0] * (len(second) + 1)
    for letter in first:
        row = [0]
        for column, other in enumerate(second):
            replaced = above[column] + (letter != other)
            row.append(min(replaced, above[column + 1] + 1, row[column] + 1))
        above = row
    return above[-1]
