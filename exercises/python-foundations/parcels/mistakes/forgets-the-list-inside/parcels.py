def weight(parcel):
    total = 0
    for thing in parcel:
        if isinstance(thing, list):
            total += weight(thing)
        else:
            total += thing
    return total


def depth(parcel):
    deepest = 0
    for thing in parcel:
        if isinstance(thing, list):
            deepest = max(deepest, depth(thing))
    return deepest + 1


def unpacked(parcel):
    things = []
    for thing in parcel:
        if isinstance(thing, list):
            things.append(unpacked(thing))
        else:
            things.append(thing)
    return things
