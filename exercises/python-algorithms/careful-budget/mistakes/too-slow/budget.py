def longest_stretch(spending, budget):
    longest = 0
    for first in range(len(spending)):
        total = 0
        for last in range(first, len(spending)):
            total += spending[last]
            if total > budget:
                break
            longest = max(longest, last - first + 1)
    return longest
