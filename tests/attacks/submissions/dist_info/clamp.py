# Wrong; the folder next to it registers a pytest plugin.
print("PROBE dist_info DENIED so far")


def clamp(value, low, high):
    return None
