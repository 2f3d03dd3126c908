def answered_at(rings, lasts, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, minutes in zip(rings, lasts):
        first = min(range(volunteers), key=free_at.__getitem__)
        begins = max(minute, free_at[first])
        free_at[first] = begins + minutes
        answered.append(begins)
    return answered
