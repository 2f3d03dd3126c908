from heapq import heappush, heapreplace


def points_needed(applications, places):
    accepted = []
    board = []
    for points in applications:
        if len(accepted) < places:
            heappush(accepted, points)
        else:
            heapreplace(accepted, points)
        board.append(accepted[0] if len(accepted) == places else None)
    return board
