from heapq import heappop, heappush


def points_needed(applications, places):
    accepted = []
    board = []
    for points in applications:
        pass  # who has a place now? what does the board show?
    return board
