def answered_at(calls, volunteers):
    free_at = [0] * volunteers  # from which minute on each of them is free
    answered = []
    for minute, lasts in calls:
        pass  # who answers, and in which minute?
    return answered
