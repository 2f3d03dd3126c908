from heapq import heappop, heappush


def points_needed(applications, places):
    accepted = []
    seen = set()
    board = []
    for points in applications:
        if points not in seen:
            seen.add(points)
            heappush(accepted, points)
            if len(accepted) > places:
                heappop(accepted)
        board.append(accepted[0] if len(accepted) == places else None)
    return board
