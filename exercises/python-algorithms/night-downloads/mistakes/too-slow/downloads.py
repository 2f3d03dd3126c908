def slowest_speed(sizes, hours):
    speed = 1
    while sum(-(-size // speed) for size in sizes) > hours:
        speed += 1
    return speed
