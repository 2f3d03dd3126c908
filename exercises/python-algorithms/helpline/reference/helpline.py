from heapq import heapreplace


def answered_at(rings, lasts, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minute, minutes in zip(rings, lasts):
        begins = max(minute, free_at[0])
        heapreplace(free_at, begins + minutes)
        answered.append(begins)
    return answered
