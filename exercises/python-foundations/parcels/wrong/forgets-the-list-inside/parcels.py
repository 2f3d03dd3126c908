def weight(parcel):
    return sum(weight(thing) if isinstance(thing, list) else thing for thing in parcel)


def depth(parcel):
    return 1 + max(depth(thing) if isinstance(thing, list) else 0 for thing in parcel)


def unpacked(parcel):
    things = []
    for thing in parcel:
        if isinstance(thing, list):
            things.append(unpacked(thing))
        else:
            things.append(thing)
    return things
