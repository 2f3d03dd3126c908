from collections import defaultdict, deque


def fastest(lines, start, goal):
    leaving = defaultdict(list)
    for one, other, minutes in lines:
        leaving[one].append((other, minutes))
        leaving[other].append((one, minutes))
    times = {start: 0}
    queue = deque([start])
    while queue:
        stop = queue.popleft()
        for other, minutes in leaving[stop]:
            if other not in times:
                times[other] = times[stop] + minutes
                queue.append(other)
    return times.get(goal)
