# Wrong; the files next to it carry the names of the harness's own modules.
def clamp(value, low, high):
    return None
