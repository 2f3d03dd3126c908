def longest_rise(heights):
    longest = []
    for place, height in enumerate(heights):
        best = 0
        for before in range(place):
            if heights[before] < height and longest[before] > best:
                best = longest[before]
        longest.append(best + 1)
    return max(longest, default=0)
