def answered_at(rings, lasts, volunteers):
    free_at = [0] * volunteers
    answered = []
    for number, (minute, minutes) in enumerate(zip(rings, lasts)):
        begins = max(minute, free_at[number % volunteers])
        free_at[number % volunteers] = begins + minutes
        answered.append(begins)
    return answered
