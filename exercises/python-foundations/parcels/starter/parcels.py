def weight(parcel):
    total = 0
    for thing in parcel:
        # a number or a list?
        pass
    return total


def depth(parcel):
    pass


def unpacked(parcel):
    pass
