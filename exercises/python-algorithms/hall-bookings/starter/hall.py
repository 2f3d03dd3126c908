def in_use(bookings):
    periods = []
    for start, end in bookings:
        pass  # does this booking make the last period longer, or begin a new one?
    return periods
