from collections import deque


def steps(hall):
    signs = {(row, column): sign for row, line in enumerate(hall) for column, sign in enumerate(line) if sign != "#"}
    queue = deque(place for place in signs if signs[place] == "A")
    distance = dict.fromkeys(queue, 0)
    while queue:
        here = queue.popleft()
        if signs[here] == "B":
            return distance[here]
        row, column = here
        for beside in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if beside in signs and beside not in distance:
                distance[beside] = distance[here] + 1
                queue.append(beside)
    return None
