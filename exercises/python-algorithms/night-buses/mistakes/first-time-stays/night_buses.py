from collections import defaultdict
from heapq import heappop, heappush


def fastest(lines, start, goal):
    leaving = defaultdict(list)
    for one, other, minutes in lines:
        leaving[one].append((other, minutes))
        leaving[other].append((one, minutes))
    reached = [(0, start)]
    times = {start: 0}
    while reached:
        minute, stop = heappop(reached)
        for other, minutes in leaving[stop]:
            if other not in times:
                times[other] = minute + minutes
                heappush(reached, (minute + minutes, other))
    return times.get(goal)
