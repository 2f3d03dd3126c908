def changes(first, second):
    above = list(range(len(second) + 1))  # from nothing to the first 0, 1, 2 … letters of second
    for letter in first:
        pass  # make the next row of the table from the one above
    return above[-1]
