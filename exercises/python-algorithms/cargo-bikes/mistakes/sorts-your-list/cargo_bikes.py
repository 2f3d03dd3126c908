def trips(parcels, limit):
    parcels.sort()
    light, heavy = 0, len(parcels) - 1
    count = 0
    while light <= heavy:
        if parcels[light] + parcels[heavy] <= limit:
            light += 1
        heavy -= 1
        count += 1
    return count
