def trips(parcels, limit):
    weights = sorted(parcels)
    light, heavy = 0, len(weights) - 1
    count = 0
    while light <= heavy:
        if weights[light] + weights[heavy] <= limit:
            light += 1
        heavy -= 1
        count += 1
    return count
