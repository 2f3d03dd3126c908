def trips(parcels, limit):
    waiting = sorted(parcels)
    count = 0
    while waiting:
        heaviest = waiting.pop()
        for place in range(len(waiting) - 1, -1, -1):
            if waiting[place] + heaviest <= limit:
                del waiting[place]
                break
        count += 1
    return count
