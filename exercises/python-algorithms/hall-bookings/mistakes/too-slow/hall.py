def in_use(bookings):
    periods = []
    for start, end in bookings:
        apart = []
        for begins, ends in periods:
            if ends < start or end < begins:
                apart.append((begins, ends))
            else:
                start, end = min(start, begins), max(end, ends)
        periods = [*apart, (start, end)]
    return sorted(periods)
