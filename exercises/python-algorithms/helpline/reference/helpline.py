from heapq import heapreplace


def answered_at(calls, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, lasts in calls:
        begins = max(minute, free_at[0])
        heapreplace(free_at, begins + lasts)
        answered.append(begins)
    return answered
