from collections import defaultdict
from heapq import heappop, heappush


def fastest(lines, start, goal):
    leaving = defaultdict(list)  # stop → list of (next stop, minutes)
    for one, other, minutes in lines:
        pass
    reached = [(0, start)]  # a heap: at this minute we could be at this stop
    return None
