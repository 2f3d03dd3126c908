def steps(hall):
    start = next((row, line.index("A")) for row, line in enumerate(hall) if "A" in line)
    visited = [start]
    edge = [start]
    distance = 0
    while edge:
        farther = []
        for row, column in edge:
            if hall[row][column] == "B":
                return distance
            for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                inside = 0 <= r < len(hall) and 0 <= c < len(hall[0])
                if inside and hall[r][c] != "#" and (r, c) not in visited:
                    visited.append((r, c))
                    farther.append((r, c))
        edge = farther
        distance += 1
    return None
