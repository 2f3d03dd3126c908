def slowest_speed(sizes, hours):
    return -(-sum(sizes) // hours)
