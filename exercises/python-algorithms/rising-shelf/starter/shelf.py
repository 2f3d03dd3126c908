from bisect import bisect_left


def longest_rise(heights):
    ends = []  # ends[n]: the lowest book with which a row of n + 1 books can end
    for height in heights:
        pass  # where does this book belong?
    return len(ends)
