def answered_at(calls, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, lasts in calls:
        first = min(range(volunteers), key=free_at.__getitem__)
        begins = max(minute, free_at[first])
        free_at[first] = begins + lasts
        answered.append(begins)
    return answered
