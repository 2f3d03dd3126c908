def slowest_speed(sizes, hours):
    low, high = 1, max(sizes)
    # The answer lies between the two. Which question halves the range?
