def weight(parcel):
    total = 0
    for thing in parcel:
        if isinstance(thing, list):
            total += weight(thing)
        else:
            total += thing
    return total


def depth(parcel):
    return 1 + max(depth(thing) if isinstance(thing, list) else 0 for thing in parcel)


def unpacked(parcel):
    things = []
    for thing in parcel:
        if isinstance(thing, list):
            things += unpacked(thing)
        else:
            things.append(thing)
    return things
