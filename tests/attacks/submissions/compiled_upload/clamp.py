# Wrong; next to it lie compiled and binary twins that an importer could prefer.
def clamp(value, low, high):
    return None
