import sys

sys.setrecursionlimit(100_000)


def steps(hall):
    start = next((row, line.index("A")) for row, line in enumerate(hall) if "A" in line)
    return shortest(hall, *start, set())


def shortest(hall, row, column, way):
    if not (0 <= row < len(hall) and 0 <= column < len(hall[0])):
        return None
    if hall[row][column] == "#" or (row, column) in way:
        return None
    if hall[row][column] == "B":
        return 0
    way.add((row, column))
    found = [
        shortest(hall, row - 1, column, way),
        shortest(hall, row + 1, column, way),
        shortest(hall, row, column - 1, way),
        shortest(hall, row, column + 1, way),
    ]
    way.remove((row, column))
    return min((steps + 1 for steps in found if steps is not None), default=None)
