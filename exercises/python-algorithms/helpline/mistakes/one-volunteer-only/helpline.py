def answered_at(calls, volunteers):
    free_at = 0
    answered = []
    for minute, lasts in calls:
        begins = max(minute, free_at)
        free_at = begins + lasts
        answered.append(begins)
    return answered
