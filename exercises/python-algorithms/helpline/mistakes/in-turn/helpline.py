def answered_at(calls, volunteers):
    free_at = [0] * volunteers
    answered = []
    for number, (minute, lasts) in enumerate(calls):
        begins = max(minute, free_at[number % volunteers])
        free_at[number % volunteers] = begins + lasts
        answered.append(begins)
    return answered
