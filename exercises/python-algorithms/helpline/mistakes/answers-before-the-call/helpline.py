from heapq import heapreplace


def answered_at(rings, lasts, volunteers):
    free_at = [0] * volunteers
    answered = []
    for minutes in lasts:
        begins = free_at[0]
        heapreplace(free_at, begins + minutes)
        answered.append(begins)
    return answered
