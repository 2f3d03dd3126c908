def longest_stretch(spending, budget):
    longest = total = first = 0
    for last, amount in enumerate(spending):
        total += amount
        while total > budget:
            total -= spending[first]
            first += 1
        longest = max(longest, last - first + 1)
    return longest
