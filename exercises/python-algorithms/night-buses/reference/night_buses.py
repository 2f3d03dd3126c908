from collections import defaultdict
from heapq import heappop, heappush


def fastest(lines, start, goal):
    leaving = defaultdict(list)
    for one, other, minutes in lines:
        leaving[one].append((other, minutes))
        leaving[other].append((one, minutes))
    reached = [(0, start)]
    done = set()
    while reached:
        minute, stop = heappop(reached)
        if stop == goal:
            return minute
        if stop not in done:
            done.add(stop)
            for other, minutes in leaving[stop]:
                heappush(reached, (minute + minutes, other))
    return None
