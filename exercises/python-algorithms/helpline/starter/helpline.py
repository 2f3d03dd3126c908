def answered_at(rings, lasts, volunteers):
    free_at = [0] * volunteers  # from which minute on each of them is free
    answered = []
    for minute, minutes in zip(rings, lasts):
        pass  # who answers, and in which minute?
    return answered
