from bisect import bisect_left


def next_departures(timetable, arrivals):
    answers = []
    for arrival in arrivals:
        place = bisect_left(timetable, arrival)
        answers.append(timetable[place % len(timetable)] if timetable else None)
    return answers
