def trips(parcels, limit):
    count = 0
    place = 0
    while place < len(parcels):
        if place + 1 < len(parcels) and parcels[place] + parcels[place + 1] <= limit:
            place += 1
        place += 1
        count += 1
    return count
