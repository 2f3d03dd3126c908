from bisect import bisect_right


def longest_rise(heights):
    ends = []
    for height in heights:
        place = bisect_right(ends, height)
        ends[place : place + 1] = [height]
    return len(ends)
