from bisect import bisect_left


def next_departures(timetable, arrivals):
    answers = []
    for arrival in arrivals:
        place = bisect_left(timetable, arrival)
        around = timetable[max(0, place - 1) : place + 1]
        answers.append(min(around, key=lambda departure: abs(departure - arrival), default=None))
    return answers
