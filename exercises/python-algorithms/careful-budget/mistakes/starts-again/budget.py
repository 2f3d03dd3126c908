def longest_stretch(spending, budget):
    longest = days = total = 0
    for amount in spending:
        total += amount
        days += 1
        if total > budget:
            total = days = 0
        longest = max(longest, days)
    return longest
