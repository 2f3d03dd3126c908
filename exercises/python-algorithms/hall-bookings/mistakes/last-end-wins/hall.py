def in_use(bookings):
    periods = []
    for start, end in sorted(bookings):
        if periods and start <= periods[-1][1]:
            begins, _ = periods.pop()
            periods.append((begins, end))
        else:
            periods.append((start, end))
    return periods
