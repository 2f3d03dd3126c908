def next_departures(timetable, arrivals):
    answers = []
    for arrival in arrivals:
        pass  # where in the timetable is the first departure that is not before the arrival?
    return answers
