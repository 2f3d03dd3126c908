def trips(parcels, limit):
    weights = sorted(parcels)
    count = 0
    place = 0
    while place < len(weights):
        if place + 1 < len(weights) and weights[place] + weights[place + 1] <= limit:
            place += 1
        place += 1
        count += 1
    return count
