def trips(parcels, limit):
    weights = sorted(parcels)
    # One finger at the light end, one at the heavy end: which of them move?
