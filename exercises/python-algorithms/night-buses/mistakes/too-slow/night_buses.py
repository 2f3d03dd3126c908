from collections import defaultdict


def fastest(lines, start, goal):
    leaving = defaultdict(list)
    times = {start: 0, goal: None}
    for one, other, minutes in lines:
        leaving[one].append((other, minutes))
        leaving[other].append((one, minutes))
    left = {start, goal, *leaving}
    times = dict.fromkeys(left, float("inf"))
    times[start] = 0
    while left:
        stop = min(left, key=times.__getitem__)
        left.remove(stop)
        for other, minutes in leaving[stop]:
            times[other] = min(times[other], times[stop] + minutes)
    return None if times[goal] == float("inf") else times[goal]
