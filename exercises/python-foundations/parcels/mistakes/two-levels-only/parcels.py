def weight(parcel):
    total = 0
    for thing in parcel:
        if isinstance(thing, list):
            total += sum(one for one in thing if not isinstance(one, list))
        else:
            total += thing
    return total


def depth(parcel):
    return 2 if any(isinstance(thing, list) for thing in parcel) else 1


def unpacked(parcel):
    things = []
    for thing in parcel:
        things += thing if isinstance(thing, list) else [thing]
    return things
