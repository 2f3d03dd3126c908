def weight(parcel):
    return sum(weight(thing) if isinstance(thing, list) else thing for thing in parcel)


def depth(parcel):
    return 1 + sum(depth(thing) for thing in parcel if isinstance(thing, list))


def unpacked(parcel):
    return [one for thing in parcel for one in (unpacked(thing) if isinstance(thing, list) else [thing])]
