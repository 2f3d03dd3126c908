def slowest_speed(sizes, hours):
    low, high = 1, max(sizes)
    while low < high:
        speed = (low + high) // 2
        if sum(-(-size // speed) for size in sizes) <= hours:
            high = speed
        else:
            low = speed + 1
    return low
