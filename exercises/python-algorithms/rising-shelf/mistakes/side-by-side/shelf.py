def longest_rise(heights):
    longest = run = 0
    for place, height in enumerate(heights):
        run = run + 1 if place > 0 and heights[place - 1] < height else 1
        longest = max(longest, run)
    return longest
