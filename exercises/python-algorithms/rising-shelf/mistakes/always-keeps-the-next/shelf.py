def longest_rise(heights):
    kept = []
    for height in heights:
        if not kept or height > kept[-1]:
            kept.append(height)
    return len(kept)
