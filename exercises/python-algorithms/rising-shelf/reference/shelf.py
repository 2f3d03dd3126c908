from bisect import bisect_left


def longest_rise(heights):
    ends = []
    for height in heights:
        place = bisect_left(ends, height)
        ends[place : place + 1] = [height]
    return len(ends)
