def answered_at(rings, lasts, volunteers):
    free_at = 0
    answered = []
    for minute, minutes in zip(rings, lasts):
        begins = max(minute, free_at)
        free_at = begins + minutes
        answered.append(begins)
    return answered
