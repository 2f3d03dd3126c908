# A module and a package of the same name; which one is it?
def clamp(value, low, high):
    return None
