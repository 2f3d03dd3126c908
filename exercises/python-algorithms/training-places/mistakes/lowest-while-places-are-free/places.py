from heapq import heappop, heappush


def points_needed(applications, places):
    accepted = []
    board = []
    for points in applications:
        heappush(accepted, points)
        if len(accepted) > places:
            heappop(accepted)
        board.append(accepted[0])
    return board
